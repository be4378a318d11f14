package org.camelometer.hypervisor.libvirt;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.camelometer.hypervisor.HypervisorException;

/** Guests of which some hang, are busy or fail, as told; a call hangs at the first that does. */
final class FakeQuestion implements BulkReading.Question {
  static final Duration LONG = Duration.ofMinutes(1);

  final List<List<String>> asked = new CopyOnWriteArrayList<>();
  final Set<String> hanging = ConcurrentHashMap.newKeySet();
  final Set<String> failing = ConcurrentHashMap.newKeySet();
  final Set<String> gone = ConcurrentHashMap.newKeySet();

  /** How often each is busy before it answers in full. */
  final Map<String, Integer> busy = new ConcurrentHashMap<>();

  final AtomicInteger waitsAsked = new AtomicInteger();

  /** Ends all calls that hang. */
  final CountDownLatch goOn = new CountDownLatch(1);

  /** Run when a call begins. */
  Runnable onCall = () -> {};

  /** Run when the waits are asked. */
  Runnable onWaits = () -> {};

  /** Whether libvirt tells of those that hang. */
  volatile boolean tellsWaits = true;

  private final Set<String> waitedFor = ConcurrentHashMap.newKeySet();

  @Override
  public Map<String, Answer> figures(LibvirtConnect connect, List<String> ids)
      throws HypervisorException {
    asked.add(List.copyOf(ids));
    onCall.run();
    Map<String, Answer> answers = new HashMap<>();
    for (String id : ids) {
      if (failing.contains(id)) {
        throw new HypervisorException("the guest " + id + " broke it");
      }
      if (hanging.contains(id)) {
        hangAt(id);
      }
      if (!gone.contains(id)) {
        answers.put(id, answer(id));
      }
    }
    return answers;
  }

  private void hangAt(String id) throws HypervisorException {
    waitedFor.add(id);
    try {
      goOn.await();
    } catch (InterruptedException e) {
      throw new HypervisorException("interrupted", e);
    }
  }

  private Answer answer(String id) {
    int left = busy.merge(id, -1, Integer::sum);
    return new Answer(
        new DomainStatistics(id, id, 1, Domains.figures()).reading(asked.size()), left >= 0);
  }

  @Override
  public Map<String, Duration> waits(LibvirtConnect connect, List<String> ids) {
    waitsAsked.incrementAndGet();
    onWaits.run();
    Map<String, Duration> waits = new HashMap<>();
    if (tellsWaits) {
      ids.stream().filter(waitedFor::contains).forEach(id -> waits.put(id, LONG));
    }
    return waits;
  }
}

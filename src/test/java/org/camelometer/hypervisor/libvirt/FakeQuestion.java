package org.camelometer.hypervisor.libvirt;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.camelometer.hypervisor.HypervisorException;

/** Guests of which some hang, are busy or fail, as told; a call hangs at the first that does. */
final class FakeQuestion implements UnaskedReading.Question {
  static final Duration LONG = Duration.ofMinutes(1);

  final List<List<String>> asked = new CopyOnWriteArrayList<>();
  final Set<String> hanging = ConcurrentHashMap.newKeySet();
  final Set<String> failing = ConcurrentHashMap.newKeySet();
  final Set<String> gone = ConcurrentHashMap.newKeySet();

  /** How often each is busy before it answers in full. */
  final Map<String, Integer> busy = new ConcurrentHashMap<>();

  /** For how long libvirt has been waiting for each; those at which a call hangs come to it. */
  final Map<String, Duration> waits = new ConcurrentHashMap<>();

  final List<List<String>> waitsAsked = new CopyOnWriteArrayList<>();

  /** Ends all calls that hang. */
  final CountDownLatch goOn = new CountDownLatch(1);

  /** Run when a call begins. */
  Runnable onCall = () -> {};

  /** Run when the waits are asked. */
  Runnable onWaits = () -> {};

  /** Whether libvirt tells for whom it waits. */
  volatile boolean tellsWaits = true;

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
    waits.putIfAbsent(id, LONG);
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
    waitsAsked.add(List.copyOf(ids));
    onWaits.run();
    Map<String, Duration> told = new HashMap<>(tellsWaits ? waits : Map.of());
    told.keySet().retainAll(ids);
    return told;
  }

  @Override
  public UnaskedReading.Question ofStopped() {
    return withoutAsking();
  }

  /** The states that the connection tells: they are no fake. */
  @Override
  public UnaskedReading.Question withoutAsking() {
    return new Statistics(0, System::nanoTime);
  }
}

package org.camelometer.hypervisor.libvirt;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.camelometer.hypervisor.GuestReading;
import org.camelometer.hypervisor.GuestReading.Memory;
import org.jspecify.annotations.Nullable;

/**
 * What balloon drivers told that tell nothing new: without {@code <stats period='…'/>} in a guest's
 * XML, QEMU has the figures that its driver gave as it started, and no others. Such guests are
 * asked ever more seldom, since a driver may start late or anew; those whose figures move all the
 * same, each time. The memory that a guest takes of the host is its process' meanwhile.
 */
final class Balloons implements Shortcut {
  /** Guests are asked again after 5 to 10 minutes, so that not all are in one cycle. */
  private static final long SHORTEST_PAUSE = Duration.ofMinutes(5).toNanos();

  private final Map<String, Told> known = new ConcurrentHashMap<>();
  private final GuestProcesses processes;
  private final Predicate<String> tellsInTurns;
  private final LongSupplier nanos;

  /**
   * What a guest told.
   *
   * @param updated when its driver did, by libvirt's {@code balloon.last-update}
   * @param moves whether that was another moment than before
   * @param age for how many nanoseconds it had been running then
   * @param asked when it was asked, by the clock
   */
  private record Told(
      long run, Memory memory, @Nullable Long updated, boolean moves, long age, long asked) {

    /** A pause is as long as the guest had been running, up to a limit. */
    boolean isEnough(long now, long longest) {
      return !moves && now - asked < Math.min(age, longest);
    }

    Told then(Told next) {
      boolean moved = updated != null && !updated.equals(next.updated);
      return run == next.run
          ? new Told(run, next.memory, next.updated, moves || moved, next.age, next.asked)
          : next;
    }
  }

  /**
   * Makes one that knows nothing so far.
   *
   * @param tellsInTurns whether the XML of the guest with this id has its driver tell something
   *     every few seconds
   * @param nanos a clock that is never set back
   */
  Balloons(GuestProcesses processes, Predicate<String> tellsInTurns, LongSupplier nanos) {
    this.processes = processes;
    this.tellsInTurns = tellsInTurns;
    this.nanos = nanos;
  }

  /** Forgets all other guests. */
  void keep(Set<String> ids) {
    known.keySet().retainAll(ids);
  }

  @Override
  public int spares(String id, int groups) {
    Told told = known.get(id);
    boolean isEnough =
        told != null
            && told.isEnough(nanos.getAsLong(), longest(id))
            && process(id, told.run).isPresent()
            && !tellsInTurns.test(id);
    return isEnough ? groups & Groups.BALLOON : 0;
  }

  private static long longest(String id) {
    return SHORTEST_PAUSE + Math.floorMod(id.hashCode() * 1_000_003L, SHORTEST_PAUSE);
  }

  private Optional<GuestProcess> process(String id, long run) {
    return processes.of(id).filter(process -> process.isOf(run));
  }

  @Override
  public GuestReading complete(GuestReading reading, String id, int spared) {
    Told told = known.get(id);
    if ((spared & Groups.BALLOON) == 0 || told == null || told.run != reading.run()) {
      return reading;
    }
    Long resident = process(id, told.run).map(GuestProcess::resident).orElse(null);
    return reading.with(told.memory.with(resident));
  }

  @Override
  public void learn(DomainStatistics statistics) {
    if (statistics.hasMemory()) {
      String id = statistics.domainId();
      long run = statistics.run();
      long age = process(id, run).map(process -> process.age().toNanos()).orElse(0L);
      Memory memory = statistics.memory();
      Long updated = statistics.balloonUpdate();
      known.merge(id, new Told(run, memory, updated, false, age, nanos.getAsLong()), Told::then);
    }
  }
}

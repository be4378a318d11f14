package org.camelometer.hypervisor.libvirt;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.camelometer.hypervisor.GuestReading;
import org.camelometer.hypervisor.GuestReading.Memory;
import org.jspecify.annotations.Nullable;

/**
 * What balloon drivers told that tell nothing new: without {@code <stats period='…'/>} in a guest's
 * XML, QEMU has the figures that its driver gave as it started, and no others. Such guests are
 * asked ever more seldom, since a driver may start late or anew; from the beginning when libvirt
 * tells that something about them changed, and each time if their figures move all the same. The
 * memory that a guest takes of the host is its process' meanwhile.
 */
final class Balloons implements Shortcut {
  /** Guests are asked again after 5 to 10 minutes, so that not all are in one cycle. */
  private static final long SHORTEST_PAUSE = Duration.ofMinutes(5).toNanos();

  private final Map<String, Told> known = new ConcurrentHashMap<>();
  private final GuestProcesses processes;
  private final Function<String, Optional<?>> silent;
  private final LongSupplier nanos;

  /**
   * What a guest told.
   *
   * @param edition of what libvirt told of the guest
   * @param updated when its driver told something, by libvirt's {@code balloon.last-update}
   * @param moves whether that was another moment than before
   * @param first when the guest began, or changed, by the clock
   * @param last when it was asked
   */
  private record Told(
      GuestProcess process,
      Object edition,
      Memory memory,
      @Nullable Long updated,
      boolean moves,
      long first,
      long last) {

    /** A pause is as long as nothing has changed, up to a limit. */
    boolean isEnough(long now, long longest) {
      return !moves && now - last < Math.min(last - first, longest);
    }

    boolean isOf(Optional<GuestProcess> present, Optional<?> told) {
      return present.filter(one -> one == process).isPresent()
          && told.filter(one -> one == edition).isPresent();
    }

    Told after(Told before) {
      if (before.process != process) {
        return this;
      }
      if (before.edition != edition) {
        return new Told(process, edition, memory, updated, false, last, last);
      }
      boolean moved = before.updated != null && !before.updated.equals(updated);
      return new Told(process, edition, memory, updated, before.moves || moved, before.first, last);
    }
  }

  /**
   * Makes one that knows nothing so far.
   *
   * @param silent for guests whose XML doesn't have their driver tell something every few seconds,
   *     something that stays the same as long as libvirt tells of no change
   * @param nanos a clock that is never set back
   */
  Balloons(GuestProcesses processes, Function<String, Optional<?>> silent, LongSupplier nanos) {
    this.processes = processes;
    this.silent = silent;
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
            && told.isOf(processes.of(id), silent.apply(id));
    return isEnough ? groups & Groups.BALLOON : 0;
  }

  private static long longest(String id) {
    return SHORTEST_PAUSE + Math.floorMod(id.hashCode() * 1_000_003L, SHORTEST_PAUSE);
  }

  @Override
  public GuestReading complete(GuestReading reading, String id, int spared) {
    Told told = known.get(id);
    return (spared & Groups.BALLOON) == 0 || told == null || !told.process.isOf(reading.run())
        ? reading
        : reading.with(told.memory.with(told.process.resident()));
  }

  /** Those whose disks tell nothing are asked always: else nothing showed that they answered. */
  @Override
  public void learn(DomainStatistics statistics) {
    String id = statistics.domainId();
    Optional<GuestProcess> process =
        processes.of(id).filter(one -> one.isOf(statistics.run()) && statistics.hasMemory());
    Optional<?> edition = silent.apply(id);
    if (process.isPresent() && edition.isPresent() && statistics.showsAnswerWithoutMemory()) {
      long now = nanos.getAsLong();
      long first = now - process.get().age().toNanos();
      Told told =
          new Told(
              process.get(),
              edition.get(),
              statistics.memory(),
              statistics.balloonUpdate(),
              false,
              first,
              now);
      known.merge(id, told, (before, next) -> next.after(before));
    }
  }
}

package org.camelometer.hypervisor.meters;

import java.util.List;
import org.camelometer.hypervisor.Figures;
import org.camelometer.hypervisor.GuestReading.Memory;
import org.camelometer.poll.AgentContext.Units;
import org.camelometer.poll.Pollster;
import org.jspecify.annotations.Nullable;

/** Meters of a guest's memory; the resource id is the guest's. */
final class MemoryMeters {
  private static final double KIBIBYTES = 1024;
  private static final String BALLOON =
      "a balloon driver in the guest, and an interval at which it tells (Nova:"
          + " mem_stats_period_seconds)";

  private final MeterTable<Observation> host;
  private final MeterTable<Observation> guest;
  private final String mebibytes;

  MemoryMeters(Guests guests, Units units) {
    host = new MeterTable<>(guests, "memory", Figures.MEMORY, Part.WHOLE);
    guest = host.needing(BALLOON);
    mebibytes = units.mebibytes();
  }

  List<Pollster> pollsters() {
    return List.of(
        host.gauge("", mebibytes, "libvirt: balloon.current / 1024", size(Memory::actual)),
        host.gauge(".resident", mebibytes, "libvirt: balloon.rss / 1024", size(Memory::resident)),
        guest.gauge(
            ".available", mebibytes, "libvirt: balloon.available / 1024", size(Memory::available)),
        guest.gauge(
            ".usage",
            mebibytes,
            "libvirt: (balloon.available - .usable) / 1024, with .unused where there is no .usable",
            size(Memory::used)),
        guest.gauge(
            ".util",
            "%",
            "100 * memory.usage / memory.available",
            seen -> utilisation(seen.figures().memory())),
        guest.cumulative(
            ".swap.in",
            mebibytes,
            "libvirt: balloon.swap_in / 1024, if .swap_out is told too",
            size(memory -> memory.swappedOut() == null ? null : memory.swappedIn())),
        guest.cumulative(
            ".swap.out",
            mebibytes,
            "libvirt: balloon.swap_out / 1024, if .swap_in is told too",
            size(memory -> memory.swappedIn() == null ? null : memory.swappedOut())));
  }

  /** From KiB. */
  private static Part.Figure<Observation> size(Part.Figure<Memory> figure) {
    return seen -> {
      Number kibibytes = figure.of(seen.figures().memory());
      return kibibytes == null ? null : (Double) (kibibytes.longValue() / KIBIBYTES);
    };
  }

  private static @Nullable Number utilisation(Memory memory) {
    Long used = memory.used();
    Long available = memory.available();
    return used == null || available == null ? null : Volumes.percent(used, available);
  }
}

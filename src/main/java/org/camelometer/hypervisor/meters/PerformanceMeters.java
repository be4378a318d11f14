package org.camelometer.hypervisor.meters;

import java.util.List;
import org.camelometer.hypervisor.Figures;
import org.camelometer.hypervisor.GuestReading.Performance;
import org.camelometer.poll.Pollster;

/** Meters that the host's CPU counts for a guest; the resource id is the guest's. */
final class PerformanceMeters {
  /** Linux took these events back when resctrl came. */
  private static final String OLD_KERNEL = "a host kernel before 4.14";

  private static final String COUNTING_CPU = "a host whose CPU counts it";

  private final MeterTable<Observation> table;

  PerformanceMeters(Guests guests) {
    table = new MeterTable<>(guests, "", Figures.PERFORMANCE, Part.WHOLE);
  }

  List<Pollster> pollsters() {
    return List.of(
        event("cpu_l3_cache", "B", "cmt", OLD_KERNEL, Performance::cache),
        event("memory.bandwidth.total", "B/s", "mbmt", OLD_KERNEL, Performance::totalBandwidth),
        event("memory.bandwidth.local", "B/s", "mbml", OLD_KERNEL, Performance::localBandwidth),
        event("perf.cpu.cycles", "", "cpu_cycles", COUNTING_CPU, Performance::cycles),
        event("perf.instructions", "", "instructions", COUNTING_CPU, Performance::instructions),
        event(
            "perf.cache.references",
            "",
            "cache_references",
            COUNTING_CPU,
            Performance::cacheReferences),
        event("perf.cache.misses", "", "cache_misses", COUNTING_CPU, Performance::cacheMisses));
  }

  private Pollster event(
      String name, String unit, String event, String host, Part.Figure<Performance> figure) {
    return table
        .needing(
            "perf event %s turned on for the guest (Nova: enabled_perf_events), and %s"
                .formatted(event, host))
        .gauge(
            name, unit, "libvirt: perf." + event, seen -> figure.of(seen.figures().performance()));
  }
}

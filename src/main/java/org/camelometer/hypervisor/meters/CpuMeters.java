package org.camelometer.hypervisor.meters;

import java.util.Collections;
import java.util.List;
import org.camelometer.hypervisor.Figures;
import org.camelometer.hypervisor.GuestReading.Cpu;
import org.camelometer.poll.Pollster;
import org.camelometer.sample.MeterType;
import org.jspecify.annotations.Nullable;

/** Meters of a guest's virtual CPUs; the resource id is the guest's. */
final class CpuMeters {
  private static final double NANOSECONDS = 1e9;

  private final MeterTable<Observation> cpu;
  private final MeterTable<Observation> number;

  CpuMeters(Guests guests) {
    cpu = new MeterTable<>(guests, "cpu", Figures.CPU, CpuMeters::withNumber);
    number = new MeterTable<>(guests, "vcpus", Figures.CPU, Part.WHOLE);
  }

  List<Pollster> pollsters() {
    return List.of(
        cpu.cumulative(
            "",
            "ns",
            "libvirt: sum of vcpu.*.time + vcpu.*.wait, or cpu.time",
            seen -> seen.figures().cpu().time()),
        cpu.change(
            "_util",
            MeterType.GAUGE,
            "%",
            "100 * change of cpu / (seconds * 10^9 * virtual CPUs), at most 100",
            CpuMeters::time,
            CpuMeters::utilisation),
        cpu.change(
            ".delta",
            MeterType.DELTA,
            "ns",
            "change of cpu",
            CpuMeters::time,
            (change, seconds, seen) -> change),
        number.gauge("", "vcpu", "libvirt: vcpu.current", seen -> seen.figures().cpu().online()));
  }

  private static List<Part<Observation>> withNumber(Observation seen) {
    return List.of(Part.whole(seen, Collections.singletonMap("cpu_number", seen.vcpus())));
  }

  /**
   * Each virtual CPU for itself where that is known, so that one which is plugged in or out takes
   * the time of the others neither up nor down.
   */
  private static Counter time(Observation seen) {
    Cpu figures = seen.figures().cpu();
    return figures.each().isEmpty()
        ? Counter.of(figures.time())
        : new Counter(figures.each(), true);
  }

  private static @Nullable Number utilisation(long change, double seconds, Observation seen) {
    Long vcpus = seen.vcpus();
    return vcpus == null ? null : Volumes.percent(change, seconds * NANOSECONDS * vcpus);
  }
}

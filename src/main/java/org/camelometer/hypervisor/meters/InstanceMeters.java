package org.camelometer.hypervisor.meters;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.camelometer.hypervisor.Figures;
import org.camelometer.hypervisor.Guest;
import org.camelometer.hypervisor.GuestReading;
import org.camelometer.hypervisor.meters.ComputePollster.Guests;
import org.camelometer.poll.AgentContext.Units;
import org.camelometer.poll.Meter;
import org.camelometer.poll.Pollster;
import org.camelometer.sample.MeterType;
import org.jspecify.annotations.Nullable;

/** Meters of a guest as a whole; the resource id is the guest's. */
final class InstanceMeters {
  private static final double KIBIBYTES = 1024;

  private final Guests guests;
  private final Units units;

  InstanceMeters(Guests guests, Units units) {
    this.guests = guests;
    this.units = units;
  }

  List<Pollster> pollsters() {
    return List.of(
        new ComputePollster<>(
            guests,
            new Meter(
                "cpu", MeterType.CUMULATIVE, "ns", "libvirt: vcpu.*.time and .wait, or cpu.time"),
            Figures.CPU,
            InstanceMeters::withCpuNumber,
            reading -> reading.cpu().time()),
        gauge("vcpus", "vcpu", Figures.CPU, "vcpu.current", reading -> reading.cpu().online()),
        gauge("power.state", "", Figures.CPU, "state.state", reading -> reading.state().number()),
        memory("memory", "balloon.current", GuestReading.Memory::actual),
        memory(
            "memory.usage",
            "balloon.available less .usable, or .unused",
            GuestReading.Memory::used),
        memory("memory.resident", "balloon.rss", GuestReading.Memory::resident));
  }

  private Pollster memory(String name, String how, Part.Figure<GuestReading.Memory> figure) {
    return gauge(
        name,
        units.mebibytes(),
        Figures.MEMORY,
        how,
        reading -> mebibytes(figure.of(reading.memory())));
  }

  private Pollster gauge(
      String name, String unit, Figures figures, String how, Part.Figure<GuestReading> figure) {
    return new ComputePollster<>(
        guests,
        new Meter(name, MeterType.GAUGE, unit, "libvirt: " + how),
        figures,
        InstanceMeters::whole,
        figure);
  }

  private static @Nullable Number mebibytes(@Nullable Number kibibytes) {
    return kibibytes == null ? null : (Double) (kibibytes.longValue() / KIBIBYTES);
  }

  private static List<Part<GuestReading>> whole(Guest guest, GuestReading reading) {
    return List.of(new Part<>(guest.id(), Map.of(), reading));
  }

  private static List<Part<GuestReading>> withCpuNumber(Guest guest, GuestReading reading) {
    Map<String, @Nullable Object> metadata =
        Collections.singletonMap("cpu_number", reading.cpu().online());
    return List.of(new Part<>(guest.id(), metadata, reading));
  }
}

package org.camelometer.hypervisor.meters;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camelometer.hypervisor.Figures;
import org.camelometer.hypervisor.Guest;
import org.camelometer.hypervisor.GuestReading;
import org.camelometer.hypervisor.GuestReading.Disk;
import org.camelometer.hypervisor.meters.ComputePollster.Guests;
import org.camelometer.poll.Meter;
import org.camelometer.poll.Pollster;
import org.camelometer.sample.MeterType;
import org.jspecify.annotations.Nullable;

/**
 * Meters of each disk, whose resource id is {@code <guest id>-<device>}, and the same of all disks
 * of a guest together, which Ceilometer had until its release 13; their resource id is the guest's.
 */
final class DiskMeters {
  private static final List<Counter> COUNTERS =
      List.of(
          new Counter("read.bytes", "B", "rd.bytes", Disk::readBytes),
          new Counter("read.requests", "request", "rd.reqs", Disk::readRequests),
          new Counter("write.bytes", "B", "wr.bytes", Disk::writeBytes),
          new Counter("write.requests", "request", "wr.reqs", Disk::writeRequests));

  private final Guests guests;

  DiskMeters(Guests guests) {
    this.guests = guests;
  }

  /** What is counted of a disk, and how libvirt calls it. */
  private record Counter(String what, String unit, String how, Part.Figure<Disk> figure) {

    private Meter meter(String prefix, String from) {
      return new Meter(prefix + what, MeterType.CUMULATIVE, unit, "libvirt: " + from + how);
    }
  }

  List<Pollster> pollsters() {
    return Stream.concat(
            COUNTERS.stream().map(this::ofEachDisk), COUNTERS.stream().map(this::ofAllDisks))
        .toList();
  }

  private Pollster ofEachDisk(Counter counter) {
    Meter meter = counter.meter("disk.device.", "block.*.");
    return new ComputePollster<>(guests, meter, Figures.DISKS, DiskMeters::disks, counter.figure());
  }

  private Pollster ofAllDisks(Counter counter) {
    Meter meter = counter.meter("disk.", "sum of block.*.");
    return new ComputePollster<>(
        guests, meter, Figures.DISKS, DiskMeters::together, disks -> sum(disks, counter.figure()));
  }

  /** A disk without the figure doesn't count; null where no disk has it. */
  static @Nullable Number sum(List<Disk> disks, Part.Figure<Disk> figure) {
    Long sum = null;
    for (Disk disk : disks) {
      Number one = figure.of(disk);
      if (one != null) {
        sum = (sum == null ? 0 : sum) + one.longValue();
      }
    }
    return sum;
  }

  private static List<Part<Disk>> disks(Guest guest, GuestReading reading) {
    List<Part<Disk>> parts = new ArrayList<>();
    for (String device : guest.hardware().disks()) {
      Disk figures = reading.disks().get(device);
      if (figures != null) {
        parts.add(new Part<>(guest.id() + "-" + device, Map.of("disk_name", device), figures));
      }
    }
    return parts;
  }

  private static List<Part<List<Disk>>> together(Guest guest, GuestReading reading) {
    List<String> devices =
        guest.hardware().disks().stream().filter(reading.disks()::containsKey).toList();
    List<Disk> disks = devices.stream().map(reading.disks()::get).toList();
    return List.of(new Part<>(guest.id(), Map.of("device", devices), disks));
  }
}

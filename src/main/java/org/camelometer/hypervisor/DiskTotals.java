package org.camelometer.hypervisor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camelometer.hypervisor.ComputePollster.Guests;
import org.camelometer.poll.Meter;
import org.camelometer.poll.Pollster;
import org.camelometer.sample.MeterType;
import org.jspecify.annotations.Nullable;

/**
 * Meters of all disks of a guest together, which Ceilometer had until its release 13; the resource
 * id is the guest's. A disk without a figure doesn't count; none is read where no disk has one.
 */
final class DiskTotals {
  private final Guests guests;

  DiskTotals(Guests guests) {
    this.guests = guests;
  }

  List<Pollster> pollsters() {
    return List.of(
        counter("read.bytes", "B", "rd.bytes", GuestReading.Disk::readBytes),
        counter("read.requests", "request", "rd.reqs", GuestReading.Disk::readRequests),
        counter("write.bytes", "B", "wr.bytes", GuestReading.Disk::writeBytes),
        counter("write.requests", "request", "wr.reqs", GuestReading.Disk::writeRequests));
  }

  private Pollster counter(
      String what, String unit, String how, Part.Figure<GuestReading.Disk> figure) {
    return new ComputePollster<>(
        guests,
        new Meter("disk." + what, MeterType.CUMULATIVE, unit, "libvirt: sum of block.*." + how),
        DiskTotals::whole,
        disks -> sum(disks, figure));
  }

  static @Nullable Number sum(
      List<GuestReading.Disk> disks, Part.Figure<GuestReading.Disk> figure) {
    Long sum = null;
    for (GuestReading.Disk disk : disks) {
      Number one = figure.of(disk);
      if (one != null) {
        sum = (sum == null ? 0 : sum) + one.longValue();
      }
    }
    return sum;
  }

  private static List<Part<List<GuestReading.Disk>>> whole(Guest guest, GuestReading reading) {
    List<String> devices = new ArrayList<>();
    List<GuestReading.Disk> disks = new ArrayList<>();
    for (String device : guest.hardware().disks()) {
      GuestReading.Disk figures = reading.disks().get(device);
      if (figures != null) {
        devices.add(device);
        disks.add(figures);
      }
    }
    return List.of(new Part<>(guest.id(), Map.of("device", devices), disks));
  }
}

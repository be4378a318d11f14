package org.camelometer.hypervisor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camelometer.hypervisor.ComputePollster.Guests;
import org.camelometer.poll.Meter;
import org.camelometer.poll.Pollster;
import org.camelometer.sample.MeterType;

/** Meters of each disk; the resource id is {@code <guest id>-<device>}. */
final class DiskMeters {
  private final Guests guests;

  DiskMeters(Guests guests) {
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
        new Meter("disk.device." + what, MeterType.CUMULATIVE, unit, "libvirt: block.*." + how),
        DiskMeters::disks,
        figure);
  }

  private static List<Part<GuestReading.Disk>> disks(Guest guest, GuestReading reading) {
    List<Part<GuestReading.Disk>> parts = new ArrayList<>();
    for (String device : guest.hardware().disks()) {
      GuestReading.Disk figures = reading.disks().get(device);
      if (figures != null) {
        parts.add(new Part<>(guest.id() + "-" + device, Map.of("disk_name", device), figures));
      }
    }
    return parts;
  }
}

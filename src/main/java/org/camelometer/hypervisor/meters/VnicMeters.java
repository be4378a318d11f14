package org.camelometer.hypervisor.meters;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelometer.hypervisor.Figures;
import org.camelometer.hypervisor.Guest;
import org.camelometer.hypervisor.GuestReading;
import org.camelometer.hypervisor.Vnic;
import org.camelometer.hypervisor.meters.ComputePollster.Guests;
import org.camelometer.poll.Meter;
import org.camelometer.poll.Pollster;
import org.camelometer.sample.MeterType;
import org.jspecify.annotations.Nullable;

/**
 * Meters of each network interface; the resource id is the name of its filter, or {@code <domain
 * name>-<guest id>-<device>} where it has none.
 */
final class VnicMeters {
  private final Guests guests;

  VnicMeters(Guests guests) {
    this.guests = guests;
  }

  List<Pollster> pollsters() {
    return List.of(
        counter("incoming.bytes", "B", "rx.bytes", GuestReading.Vnic::receivedBytes),
        counter("incoming.packets", "packet", "rx.pkts", GuestReading.Vnic::receivedPackets),
        counter("outgoing.bytes", "B", "tx.bytes", GuestReading.Vnic::sentBytes),
        counter("outgoing.packets", "packet", "tx.pkts", GuestReading.Vnic::sentPackets));
  }

  private Pollster counter(
      String what, String unit, String how, Part.Figure<GuestReading.Vnic> figure) {
    return new ComputePollster<>(
        guests,
        new Meter("network." + what, MeterType.CUMULATIVE, unit, "libvirt: net.*." + how),
        Figures.INTERFACES,
        VnicMeters::vnics,
        figure);
  }

  private static List<Part<GuestReading.Vnic>> vnics(Guest guest, GuestReading reading) {
    List<Part<GuestReading.Vnic>> parts = new ArrayList<>();
    for (Vnic vnic : guest.hardware().vnics()) {
      GuestReading.Vnic figures = reading.vnics().get(vnic.name());
      if (figures != null) {
        parts.add(new Part<>(resourceId(guest, vnic), metadata(vnic), figures));
      }
    }
    return parts;
  }

  private static String resourceId(Guest guest, Vnic vnic) {
    String filter = vnic.filter();
    return filter == null ? "%s-%s-%s".formatted(guest.name(), guest.id(), vnic.name()) : filter;
  }

  /** {@code name} takes the place of the domain's name, as in Ceilometer. */
  private static Map<String, @Nullable Object> metadata(Vnic vnic) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("name", vnic.name());
    metadata.put("mac", vnic.mac());
    metadata.put("fref", vnic.filter());
    metadata.put("parameters", vnic.parameters());
    metadata.put("vnic_name", vnic.filter() == null ? vnic.name() : vnic.filter());
    return metadata;
  }
}

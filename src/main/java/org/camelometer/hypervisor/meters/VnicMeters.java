package org.camelometer.hypervisor.meters;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camelometer.hypervisor.Figures;
import org.camelometer.hypervisor.Guest;
import org.camelometer.hypervisor.GuestReading;
import org.camelometer.hypervisor.Vnic;
import org.camelometer.poll.Pollster;
import org.jspecify.annotations.Nullable;

/**
 * Meters of each network interface; the resource id is the name of its filter, or {@code <domain
 * name>-<guest id>-<device>} where it has none.
 */
final class VnicMeters {
  private static final List<Row> BYTES =
      List.of(
          new Row("incoming.bytes", "B", "rx.bytes", GuestReading.Vnic::receivedBytes),
          new Row("outgoing.bytes", "B", "tx.bytes", GuestReading.Vnic::sentBytes));

  private static final List<Row> PACKETS =
      List.of(
          new Row("incoming.packets", "packet", "rx.pkts", GuestReading.Vnic::receivedPackets),
          new Row("outgoing.packets", "packet", "tx.pkts", GuestReading.Vnic::sentPackets));

  private static final List<Row> LOSSES =
      List.of(
          new Row("incoming.packets.error", "packet", "rx.errs", GuestReading.Vnic::receivedErrors),
          new Row("outgoing.packets.error", "packet", "tx.errs", GuestReading.Vnic::sentErrors),
          new Row("incoming.packets.drop", "packet", "rx.drop", GuestReading.Vnic::receivedDrops),
          new Row("outgoing.packets.drop", "packet", "tx.drop", GuestReading.Vnic::sentDrops));

  private final MeterTable<GuestReading.Vnic> table;

  VnicMeters(Guests guests) {
    table = new MeterTable<>(guests, "network.", Figures.INTERFACES, VnicMeters::vnics);
  }

  /** What is counted of an interface, and how libvirt calls it. */
  private record Row(String what, String unit, String how, Part.Figure<GuestReading.Vnic> figure) {
    String change() {
      return "change of network." + what;
    }

    Counter counter(GuestReading.Vnic vnic) {
      return Counter.of(figure.of(vnic));
    }
  }

  List<Pollster> pollsters() {
    return Stream.of(
            Stream.of(BYTES, PACKETS, LOSSES).flatMap(List::stream).map(this::cumulative),
            BYTES.stream().map(this::delta),
            Stream.of(BYTES, PACKETS).flatMap(List::stream).map(this::rate))
        .flatMap(pollsters -> pollsters)
        .toList();
  }

  private Pollster cumulative(Row row) {
    return table.cumulative(row.what(), row.unit(), "libvirt: net.*." + row.how(), row.figure());
  }

  private Pollster delta(Row row) {
    return table.delta(row.what() + ".delta", row.unit(), row.change(), row::counter);
  }

  private Pollster rate(Row row) {
    return table.rate(
        row.what() + ".rate", row.unit() + "/s", row.change() + " / seconds", row::counter);
  }

  private static List<Part<GuestReading.Vnic>> vnics(Observation seen) {
    List<Part<GuestReading.Vnic>> parts = new ArrayList<>();
    for (Vnic vnic : seen.guest().hardware().vnics()) {
      GuestReading.Vnic figures = seen.figures().vnics().get(vnic.name());
      if (figures != null) {
        String resource = resourceId(seen.guest(), vnic);
        parts.add(new Part<>(vnic.name(), resource, metadata(vnic), figures));
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

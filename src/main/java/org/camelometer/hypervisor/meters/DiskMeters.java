package org.camelometer.hypervisor.meters;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.camelometer.hypervisor.Figures;
import org.camelometer.hypervisor.GuestReading.Disk;
import org.camelometer.poll.Pollster;
import org.jspecify.annotations.Nullable;

/**
 * Meters of each disk, whose resource id is {@code <guest id>-<device>}, and the same of all disks
 * of a guest together, which Ceilometer had until its release 11; their resource id is the guest's.
 */
final class DiskMeters {
  private static final List<Row> TRAFFIC =
      List.of(
          new Row("read.bytes", "B", "rd.bytes", Disk::readBytes),
          new Row("read.requests", "request", "rd.reqs", Disk::readRequests),
          new Row("write.bytes", "B", "wr.bytes", Disk::writeBytes),
          new Row("write.requests", "request", "wr.reqs", Disk::writeRequests));

  private static final List<Row> LATENCIES =
      List.of(
          new Row("read.latency", "ns", "rd.times", Disk::readTime),
          new Row("write.latency", "ns", "wr.times", Disk::writeTime));

  private static final List<Row> SIZES =
      List.of(
          new Row("capacity", "B", "capacity, or .physical if that is more", DiskMeters::capacity),
          new Row("allocation", "B", "allocation", Disk::allocation),
          new Row("usage", "B", "physical", Disk::physical));

  private final MeterTable<Disk> each;
  private final MeterTable<Map<String, Disk>> all;

  DiskMeters(Guests guests) {
    each = new MeterTable<>(guests, "disk.device.", Figures.DISKS, DiskMeters::disks);
    all = new MeterTable<>(guests, "disk.", Figures.DISKS, DiskMeters::together);
  }

  /** What is known of a disk, and how libvirt calls it. */
  private record Row(String what, String unit, String how, Part.Figure<Disk> figure) {}

  List<Pollster> pollsters() {
    return Stream.of(
            Stream.concat(TRAFFIC.stream(), LATENCIES.stream())
                .map(row -> each.cumulative(row.what(), row.unit(), one(row), row.figure())),
            SIZES.stream().map(row -> each.gauge(row.what(), row.unit(), one(row), row.figure())),
            TRAFFIC.stream().map(row -> rate(each, row, disk -> Counter.of(row.figure().of(disk)))),
            TRAFFIC.stream()
                .map(row -> all.cumulative(row.what(), row.unit(), sum(row), ofSum(row))),
            SIZES.stream().map(row -> all.gauge(row.what(), row.unit(), sum(row), ofSum(row))),
            TRAFFIC.stream()
                .map(row -> rate(all, row, disks -> new Counter(known(row, disks), false))))
        .flatMap(Function.identity())
        .toList();
  }

  private static <F> Pollster rate(MeterTable<F> table, Row row, Function<F, Counter> counter) {
    return table.rate(
        row.what() + ".rate",
        row.unit() + "/s",
        "change of %s%s / seconds".formatted(table.prefix(), row.what()),
        counter);
  }

  private static String one(Row row) {
    return "libvirt: block.*." + row.how();
  }

  private static String sum(Row row) {
    return "libvirt: sum of block.*." + row.how();
  }

  /** Null where no disk has it; a disk without the figure doesn't count. */
  private static Part.Figure<Map<String, Disk>> ofSum(Row row) {
    return disks -> {
      Map<String, Long> known = known(row, disks);
      return known.isEmpty() ? null : known.values().stream().mapToLong(Long::longValue).sum();
    };
  }

  private static Map<String, Long> known(Row row, Map<String, Disk> disks) {
    Map<String, Long> known = new HashMap<>();
    disks.forEach(
        (device, disk) -> {
          Number figure = row.figure().of(disk);
          if (figure != null) {
            known.put(device, figure.longValue());
          }
        });
    return known;
  }

  /**
   * An image can take more than the guest sees of it: that of a CD is filled up to whole blocks.
   */
  private static @Nullable Number capacity(Disk disk) {
    Long capacity = disk.capacity();
    Long physical = disk.physical();
    return capacity == null || physical == null ? capacity : (Long) Math.max(capacity, physical);
  }

  private static List<Part<Disk>> disks(Observation seen) {
    List<Part<Disk>> parts = new ArrayList<>();
    read(seen)
        .forEach(
            (device, disk) ->
                parts.add(
                    new Part<>(
                        device,
                        seen.guest().id() + "-" + device,
                        Map.of("disk_name", device),
                        disk)));
    return parts;
  }

  private static List<Part<Map<String, Disk>>> together(Observation seen) {
    Map<String, Disk> disks = read(seen);
    Map<String, @Nullable Object> devices = Map.of("device", List.copyOf(disks.keySet()));
    return List.of(new Part<>("", seen.guest().id(), devices, disks));
  }

  /** Those that the guest was defined with when it was discovered, in that order. */
  private static Map<String, Disk> read(Observation seen) {
    Map<String, Disk> read = new LinkedHashMap<>();
    for (String device : seen.guest().hardware().disks()) {
      Disk disk = seen.figures().disks().get(device);
      if (disk != null) {
        read.put(device, disk);
      }
    }
    return read;
  }
}

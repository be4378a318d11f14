package org.camelometer.hypervisor.libvirt;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import org.camelometer.testing.QemuGuests;

/** libvirt's own command, as a witness. */
final class Virsh {
  private static final Map<String, String> METERS =
      Map.of(
          "block.0.rd.bytes", "disk.device.read.bytes",
          "block.0.rd.reqs", "disk.device.read.requests",
          "block.0.wr.bytes", "disk.device.write.bytes",
          "block.0.wr.reqs", "disk.device.write.requests",
          "net.0.rx.bytes", "network.incoming.bytes",
          "net.0.rx.pkts", "network.incoming.packets",
          "net.0.tx.bytes", "network.outgoing.bytes",
          "net.0.tx.pkts", "network.outgoing.packets");

  private Virsh() {}

  /** Nine counters of each plain guest, by {@code <meter> <guest id>}. */
  static Map<String, Long> counters(QemuGuests guests) {
    Map<String, Long> counters = new HashMap<>();
    for (int i = 0; i < QemuGuests.PLAIN; i++) {
      String name = "instance-%08x".formatted(i);
      String id = guests.virsh("domuuid", name).strip();
      Map<String, Long> figures = figures(guests.virsh("domstats", name));
      METERS.forEach((figure, meter) -> counters.put(meter + " " + id, figure(figures, figure)));
      counters.put("cpu " + id, figure(figures, "vcpu.0.time") + figure(figures, "vcpu.0.wait"));
    }
    return counters;
  }

  private static long figure(Map<String, Long> figures, String name) {
    return requireNonNull(figures.get(name), () -> "virsh doesn't tell " + name);
  }

  private static Map<String, Long> figures(String domstats) {
    Map<String, Long> figures = new HashMap<>();
    for (String line : domstats.lines().toList()) {
      String[] pair = line.trim().split("=", 2);
      if (pair.length == 2 && pair[1].matches("\\d+")) {
        figures.put(pair[0], Long.valueOf(pair[1]));
      }
    }
    return figures;
  }
}

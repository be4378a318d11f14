package org.camelometer.hypervisor;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

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

  /** Counters by {@code <meter> <guest id>}, of guests with one virtual CPU, disk and interface. */
  static Map<String, Long> counters(String uri) throws Exception {
    Map<String, Long> counters = new HashMap<>();
    for (String id : run(uri, "list", "--uuid").lines().toList()) {
      Map<String, Long> figures = figures(run(uri, "domstats", id));
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

  private static String run(String uri, String... command) throws Exception {
    String[] line = new String[command.length + 4];
    System.arraycopy(new String[] {"virsh", "-r", "-c", uri}, 0, line, 0, 4);
    System.arraycopy(command, 0, line, 4, command.length);
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError("virsh failed: " + output);
    }
    return output.trim();
  }
}

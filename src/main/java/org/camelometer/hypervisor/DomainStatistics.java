package org.camelometer.hypervisor;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One guest's record of libvirt's bulk statistics.
 *
 * @param domainId the domain's UUID
 * @param figures by libvirt's names, such as {@code vcpu.0.time}: Long, Double, Boolean or String
 */
record DomainStatistics(String domainId, Map<String, Object> figures) {

  DomainStatistics {
    figures = Map.copyOf(figures);
  }

  /** Whether the driver told nothing but the state, as libvirt's test driver does. */
  boolean isStateOnly() {
    return figures.keySet().stream().allMatch(name -> name.startsWith("state."));
  }

  GuestReading reading() {
    return new GuestReading(
        GuestState.of(count("state.state")),
        cpu(),
        number("vcpu.current"),
        new GuestReading.Memory(
            number("balloon.current"),
            number("balloon.available"),
            number("balloon.usable"),
            number("balloon.unused"),
            number("balloon.rss")),
        disks(),
        vnics());
  }

  /**
   * Ceilometer's formula: the time that each virtual CPU ran or waited to run. Where that isn't
   * known for just as many as there are, the time that the host spent on the guest.
   */
  private @Nullable Long cpu() {
    long sum = 0;
    long found = 0;
    for (long n = 0; n < count("vcpu.maximum"); n++) {
      Long time = number("vcpu." + n + ".time");
      Long wait = number("vcpu." + n + ".wait");
      if (time != null && wait != null) {
        sum += time + wait;
        found++;
      }
    }
    Long current = number("vcpu.current");
    return current != null && found == current ? (Long) sum : number("cpu.time");
  }

  private Map<String, GuestReading.Disk> disks() {
    Map<String, GuestReading.Disk> disks = new LinkedHashMap<>();
    for (long n = 0; n < count("block.count"); n++) {
      String disk = "block." + n;
      if (figures.get(disk + ".name") instanceof String name) {
        disks.put(
            name,
            new GuestReading.Disk(
                number(disk + ".rd.reqs"),
                number(disk + ".rd.bytes"),
                number(disk + ".wr.reqs"),
                number(disk + ".wr.bytes")));
      }
    }
    return disks;
  }

  private Map<String, GuestReading.Vnic> vnics() {
    Map<String, GuestReading.Vnic> vnics = new LinkedHashMap<>();
    for (long n = 0; n < count("net.count"); n++) {
      String vnic = "net." + n;
      if (figures.get(vnic + ".name") instanceof String name) {
        vnics.put(
            name,
            new GuestReading.Vnic(
                number(vnic + ".rx.bytes"),
                number(vnic + ".rx.pkts"),
                number(vnic + ".tx.bytes"),
                number(vnic + ".tx.pkts")));
      }
    }
    return vnics;
  }

  private long count(String name) {
    Long number = number(name);
    return number == null ? 0 : number;
  }

  /** Drivers write -1 for what they don't know, in signed and unsigned fields alike. */
  private @Nullable Long number(String name) {
    return figures.get(name) instanceof Long number && number >= 0 ? number : null;
  }
}

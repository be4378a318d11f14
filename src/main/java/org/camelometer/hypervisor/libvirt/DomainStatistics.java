package org.camelometer.hypervisor.libvirt;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.camelometer.hypervisor.GuestReading;
import org.camelometer.hypervisor.GuestReading.Cpu;
import org.camelometer.hypervisor.GuestReading.Disk;
import org.camelometer.hypervisor.GuestReading.Memory;
import org.camelometer.hypervisor.GuestReading.Origin;
import org.camelometer.hypervisor.GuestReading.Performance;
import org.camelometer.hypervisor.GuestReading.Vnic;
import org.camelometer.hypervisor.GuestState;
import org.jspecify.annotations.Nullable;

/**
 * One guest's record of libvirt's bulk statistics.
 *
 * @param domainId the domain's UUID
 * @param name the domain's name
 * @param run libvirt's number of the running domain; -1 while it doesn't run
 * @param figures by libvirt's names, such as {@code vcpu.0.time}: Long, Double, Boolean or String;
 *     not to be changed
 */
record DomainStatistics(String domainId, String name, long run, Map<String, Object> figures) {

  /** Whether the driver told nothing but the state, as libvirt's test driver does. */
  boolean isStateOnly() {
    return figures.keySet().stream().allMatch(name -> name.startsWith("state."));
  }

  /**
   * Whether figures are missing that libvirt asks the guest's hypervisor process for, as it does
   * not while another call waits for that. It asks for all or for nothing, so a single one of them
   * shows that it asked: some disks have no traffic that it could tell.
   *
   * @param groups what was asked for
   */
  boolean isPartial(int groups) {
    boolean wantsMemory = Groups.hasBalloon(groups);
    boolean wantsTraffic = Groups.hasBlock(groups) && count("block.count") > 0;
    boolean hasAsked = (wantsMemory && hasMemory()) || (wantsTraffic && hasTraffic());
    return run >= 0 && (wantsMemory || wantsTraffic) && !hasAsked;
  }

  /** Whether the balloon was asked about; a process that takes no memory is just ending. */
  boolean hasMemory() {
    return count("balloon.rss") > 0;
  }

  /** Whether other figures than those of memory show that the guest was asked, if disks are. */
  boolean showsAnswerWithoutMemory() {
    return hasTraffic() || count("block.count") == 0;
  }

  private boolean hasTraffic() {
    return LongStream.range(0, count("block.count"))
        .anyMatch(n -> number("block." + n + ".rd.reqs") != null);
  }

  /**
   * Whether the time of its virtual CPUs isn't told for each of them, so that the total is needed.
   *
   * @param groups what was asked for
   */
  boolean lacksCpuTime(int groups) {
    return Groups.hasVcpu(groups)
        && run >= 0
        && state() != GuestState.SHUTOFF
        && !isStateOnly()
        && !isPartial(groups)
        && cpu().time() == null;
  }

  /** The same with further figures. */
  DomainStatistics with(Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(figures);
    all.putAll(more);
    return new DomainStatistics(domainId, name, run, all);
  }

  GuestState state() {
    return GuestState.of(count("state.state"));
  }

  GuestReading reading(double monotonicTime) {
    return new GuestReading(
        Origin.HYPERVISOR,
        run,
        monotonicTime,
        state(),
        cpu(),
        memory(),
        performance(),
        disks(),
        vnics(),
        null);
  }

  /**
   * Ceilometer's formula: the time that each virtual CPU ran or waited to run. Where that isn't
   * known for just as many as there are, the time that the host spent on the guest.
   */
  private Cpu cpu() {
    if (state() == GuestState.SHUTOFF || run < 0) {
      return Cpu.UNKNOWN; // libvirt 9 gives its daemon's own time then
    }
    Map<Integer, Long> each = new HashMap<>();
    for (int n = 0; n < count("vcpu.maximum"); n++) {
      Long time = number("vcpu." + n + ".time");
      Long wait = number("vcpu." + n + ".wait");
      if (time != null && wait != null) {
        each.put(n, time + wait);
      }
    }
    Long online = number("vcpu.current");
    return online != null && each.size() == online
        ? Cpu.of(each)
        : new Cpu(number("cpu.time"), online, Map.of());
  }

  Memory memory() {
    return new Memory(
        number("balloon.current"),
        number("balloon.available"),
        number("balloon.usable"),
        number("balloon.unused"),
        number("balloon.rss"),
        number("balloon.swap_in"),
        number("balloon.swap_out"));
  }

  /** When the guest's balloon driver told something last, in seconds of the epoch. */
  @Nullable Long balloonUpdate() {
    return number("balloon.last-update");
  }

  private Performance performance() {
    return new Performance(
        number("perf.cmt"),
        number("perf.mbmt"),
        number("perf.mbml"),
        number("perf.cpu_cycles"),
        number("perf.instructions"),
        number("perf.cache_references"),
        number("perf.cache_misses"));
  }

  private Map<String, Disk> disks() {
    Map<String, Disk> disks = new HashMap<>();
    for (long n = 0; n < count("block.count"); n++) {
      String disk = "block." + n;
      if (figures.get(disk + ".name") instanceof String name) {
        disks.put(name, disk(disk));
      }
    }
    return disks;
  }

  private Disk disk(String disk) {
    return new Disk(
        number(disk + ".rd.reqs"),
        number(disk + ".rd.bytes"),
        number(disk + ".rd.times"),
        number(disk + ".wr.reqs"),
        number(disk + ".wr.bytes"),
        number(disk + ".wr.times"),
        number(disk + ".capacity"),
        number(disk + ".allocation"),
        number(disk + ".physical"));
  }

  private Map<String, Vnic> vnics() {
    Map<String, Vnic> vnics = new HashMap<>();
    for (long n = 0; n < count("net.count"); n++) {
      String vnic = "net." + n;
      if (figures.get(vnic + ".name") instanceof String name) {
        vnics.put(name, vnic(vnic));
      }
    }
    return vnics;
  }

  private Vnic vnic(String vnic) {
    return new Vnic(
        number(vnic + ".rx.bytes"),
        number(vnic + ".rx.pkts"),
        number(vnic + ".rx.errs"),
        number(vnic + ".rx.drop"),
        number(vnic + ".tx.bytes"),
        number(vnic + ".tx.pkts"),
        number(vnic + ".tx.errs"),
        number(vnic + ".tx.drop"));
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

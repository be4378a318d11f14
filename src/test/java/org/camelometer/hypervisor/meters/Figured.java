package org.camelometer.hypervisor.meters;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;
import org.camelometer.hypervisor.GuestReading;
import org.camelometer.hypervisor.GuestReading.Cpu;
import org.camelometer.hypervisor.GuestReading.Disk;
import org.camelometer.hypervisor.GuestReading.FileSystems;
import org.camelometer.hypervisor.GuestReading.Memory;
import org.camelometer.hypervisor.GuestReading.Origin;
import org.camelometer.hypervisor.GuestReading.Performance;
import org.camelometer.hypervisor.GuestReading.Vnic;
import org.camelometer.hypervisor.GuestState;
import org.jspecify.annotations.Nullable;

/** The reading of a guest, figure by figure. */
final class Figured {
  private final double seconds;
  private Origin origin = Origin.HYPERVISOR;
  private long run = 1;
  private GuestState state = GuestState.RUNNING;
  private Cpu cpu = Cpu.UNKNOWN;
  private Memory memory = Memory.UNKNOWN;
  private Performance performance = Performance.UNKNOWN;
  private Map<String, Disk> disks = Map.of();
  private Map<String, Vnic> vnics = Map.of();
  private @Nullable FileSystems files;

  private Figured(double seconds) {
    this.seconds = seconds;
  }

  /** Nothing but that it runs, at so many seconds. */
  static Figured at(double seconds) {
    return new Figured(seconds);
  }

  Figured run(long number) {
    run = number;
    return this;
  }

  Figured ofProcess() {
    origin = Origin.PROCESS;
    return this;
  }

  Figured shutOff() {
    state = GuestState.SHUTOFF;
    return run(-1);
  }

  /** Virtual CPUs, each with its time in ns. */
  Figured cpus(Map<Integer, Long> each) {
    long sum = each.values().stream().mapToLong(Long::longValue).sum();
    cpu = new Cpu(sum, (long) each.size(), each);
    return this;
  }

  /** The time of all virtual CPUs together in ns. */
  Figured cpu(long time, @Nullable Long online) {
    cpu = new Cpu(time, online, Map.of());
    return this;
  }

  Figured memory(Memory figures) {
    memory = figures;
    return this;
  }

  Figured performance(Performance figures) {
    performance = figures;
    return this;
  }

  /** Disks all of whose figures are this number. */
  Figured disks(Map<String, Long> counts) {
    disks = mapped(counts, n -> new Disk(n, n, n, n, n, n, n, n, n));
    return this;
  }

  Figured eachDisk(Map<String, Disk> figures) {
    disks = figures;
    return this;
  }

  /** Interfaces all of whose figures are this number. */
  Figured vnics(Map<String, Long> counts) {
    vnics = mapped(counts, n -> new Vnic(n, n, n, n, n, n, n, n));
    return this;
  }

  Figured files(long total, long used) {
    files = new FileSystems(total, used);
    return this;
  }

  private static <T> Map<String, T> mapped(Map<String, Long> counts, LongFunction<T> figures) {
    Map<String, T> map = new HashMap<>();
    counts.forEach((device, count) -> map.put(device, figures.apply(count)));
    return map;
  }

  GuestReading reading() {
    return new GuestReading(
        origin, run, seconds, state, cpu, memory, performance, disks, vnics, files);
  }
}

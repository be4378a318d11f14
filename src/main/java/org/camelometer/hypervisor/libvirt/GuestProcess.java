package org.camelometer.hypervisor.libvirt;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camelometer.hypervisor.GuestReading;
import org.camelometer.hypervisor.GuestReading.Cpu;
import org.camelometer.hypervisor.GuestReading.Memory;
import org.jspecify.annotations.Nullable;

/**
 * The process that runs a guest, as the operating system sees it. What it tells is what libvirt
 * tells, since libvirt reads the same files; so counters go on where libvirt's ended. For any
 * number of threads.
 */
final class GuestProcess {
  /** How QEMU calls the threads of virtual CPUs. */
  private static final Pattern VCPU = Pattern.compile("CPU (\\d+)/\\w+\\s*");

  /**
   * Its name in kernels before 5.16, the only ones of which libvirt counts it; they write it while
   * {@code kernel.sched_schedstats} is on.
   */
  private static final Pattern WAIT_SUM =
      Pattern.compile("^se\\.statistics\\.wait_sum\\s*:\\s*(\\d+)\\.(\\d{6})", Pattern.MULTILINE);

  private final Path folder;
  private final String guestId;
  private final long run;
  private final long start;

  /** Threads with names of their own that are no virtual CPU; busy disks bring many of them. */
  private final Set<Path> others = new HashSet<>();

  private boolean isNaming;

  /**
   * Makes one.
   *
   * @param folder its folder in /proc
   * @param guestId the guest's UUID
   * @param run libvirt's number of the running domain
   */
  GuestProcess(Path folder, String guestId, long run) {
    this.folder = folder;
    this.guestId = guestId;
    this.run = run;
    this.start = start(folder);
  }

  private static long start(Path folder) {
    return ProcessStat.of(folder).map(ProcessStat::start).orElse(-1L);
  }

  /** Whether it still runs: libvirt may use the number of a domain again, and Linux a process'. */
  boolean isAlive() {
    return start >= 0 && start(folder) == start;
  }

  String guestId() {
    return guestId;
  }

  Path folder() {
    return folder;
  }

  boolean isOf(long someRun) {
    return run == someRun;
  }

  /** Whether it is stopped, by a signal or a debugger, so that it can't answer. */
  boolean isStopped() {
    return ProcessStat.of(folder).map(ProcessStat::isStopped).orElse(false);
  }

  /**
   * A reading of its guest, which doesn't answer, with what only the process tells in its stead.
   */
  GuestReading complete(GuestReading told) {
    Memory memory = told.memory();
    return new GuestReading(
        GuestReading.Origin.PROCESS,
        told.run(),
        told.monotonicTime(),
        told.state(),
        cpu(),
        new Memory(memory.actual(), null, null, null, resident(), null, null),
        told.performance(),
        Map.of(),
        told.vnics(),
        null);
  }

  /** The memory of the host that it takes, in KiB. */
  @Nullable Long resident() {
    return ProcessStat.of(folder).map(ProcessStat::resident).orElse(null);
  }

  /** For how long it has been running; zero if it is gone. */
  Duration age() {
    String[] uptime = ProcessStat.text(folder.resolveSibling("uptime")).split(" ", 2);
    return ProcessStat.of(folder)
        .filter(stat -> uptime.length == 2)
        .map(
            stat ->
                Duration.ofMillis((long) (Double.parseDouble(uptime[0]) * 1000))
                    .minusNanos(stat.start()))
        .orElse(Duration.ZERO);
  }

  /** Whether it names the threads of its virtual CPUs, as it does where libvirt started it. */
  synchronized boolean tellsVirtualCpus() {
    return isNaming || cpu().time() != null;
  }

  /**
   * The time for which its virtual CPUs ran or waited to run; unknown if it is gone, or doesn't
   * name their threads.
   */
  synchronized Cpu cpu() {
    Map<Integer, Long> each = new HashMap<>();
    Set<Path> seen = new HashSet<>();
    String unnamed = ProcessStat.of(folder).map(ProcessStat::name).orElse("");
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(folder.resolve("task"))) {
      for (Path thread : threads) {
        seen.add(thread);
        if (!others.contains(thread)) {
          ProcessStat.of(thread).ifPresent(stat -> count(thread, stat, unnamed, each));
        }
      }
    } catch (IOException e) {
      return Cpu.UNKNOWN;
    }
    others.retainAll(seen);
    isNaming |= !each.isEmpty();
    return each.isEmpty() ? Cpu.UNKNOWN : Cpu.of(each);
  }

  private void count(Path thread, ProcessStat stat, String unnamed, Map<Integer, Long> each) {
    Matcher vcpu = VCPU.matcher(stat.name());
    if (vcpu.matches()) {
      each.put(Integer.valueOf(vcpu.group(1)), stat.time() + wait(thread));
    } else if (!stat.name().equals(unnamed)) {
      others.add(thread); // until it names itself, a new thread bears the name of its process
    }
  }

  /** In nanoseconds; the kernel writes milliseconds, or nothing, which libvirt takes for 0. */
  private static long wait(Path thread) {
    Matcher sum = WAIT_SUM.matcher(ProcessStat.text(thread.resolve("sched")));
    return sum.find() ? Long.parseLong(sum.group(1) + sum.group(2)) : 0;
  }
}

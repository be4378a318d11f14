package org.camelometer.hypervisor.libvirt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camelometer.hypervisor.GuestReading;
import org.camelometer.hypervisor.GuestReading.Cpu;
import org.camelometer.hypervisor.GuestReading.Memory;
import org.jspecify.annotations.Nullable;

/**
 * The process that runs a guest, as the operating system sees it. What it tells is what libvirt
 * tells, since libvirt reads the same files; so counters go on where libvirt's ended.
 *
 * @param folder its folder in /proc
 * @param guestId the guest's UUID
 * @param run libvirt's number of the running domain
 */
record GuestProcess(Path folder, String guestId, long run) {
  /** How QEMU calls the threads of virtual CPUs. */
  private static final Pattern VCPU = Pattern.compile("CPU (\\d+)/\\w+\\s*");

  private static final Pattern WAIT_SUM =
      Pattern.compile(
          "^(?:se\\.statistics\\.)?wait_sum\\s*:\\s*(\\d+)\\.(\\d{6})", Pattern.MULTILINE);

  /** Linux counts CPU time in hundredths of a second, whatever its own clock ticks in. */
  private static final long NANOSECONDS_A_TICK = 10_000_000;

  /** That of Linux on x86 and, as distributions build it, on ARM; the unit of {@code rss}. */
  private static final long PAGE_KIBIBYTES = 4;

  // Of /proc/PID/stat, counted from the state, which stands behind the name in brackets.
  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;
  private static final int RESIDENT_PAGES = 21;

  /** Whether it is stopped, by a signal or a debugger, so that it can't answer. */
  boolean isStopped() {
    return stat(folder).map(fields -> "T".equalsIgnoreCase(fields[0])).orElse(false);
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
    return stat(folder)
        .map(fields -> Long.parseLong(fields[RESIDENT_PAGES]) * PAGE_KIBIBYTES)
        .orElse(null);
  }

  /** The time for which its virtual CPUs ran or waited to run. */
  Cpu cpu() {
    Map<Integer, Long> each = new HashMap<>();
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(folder.resolve("task"))) {
      for (Path thread : threads) {
        Matcher vcpu = VCPU.matcher(text(thread.resolve("comm")));
        if (vcpu.matches()) {
          stat(thread).ifPresent(f -> each.put(Integer.valueOf(vcpu.group(1)), time(f, thread)));
        }
      }
    } catch (IOException e) {
      return Cpu.UNKNOWN;
    }
    return each.isEmpty() ? Cpu.UNKNOWN : Cpu.of(each);
  }

  private static long time(String[] fields, Path thread) {
    long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
    return ticks * NANOSECONDS_A_TICK + wait(thread);
  }

  /** In nanoseconds; the kernel writes milliseconds, or nothing, which libvirt takes for 0. */
  private static long wait(Path thread) {
    Matcher sum = WAIT_SUM.matcher(text(thread.resolve("sched")));
    return sum.find() ? Long.parseLong(sum.group(1) + sum.group(2)) : 0;
  }

  private static Optional<String[]> stat(Path thread) {
    String stat = text(thread.resolve("stat"));
    int behindName = stat.lastIndexOf(") ");
    String[] fields = stat.substring(behindName < 0 ? stat.length() : behindName + 2).split(" ");
    return fields.length > RESIDENT_PAGES ? Optional.of(fields) : Optional.empty();
  }

  /** Empty if the process is gone. */
  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}

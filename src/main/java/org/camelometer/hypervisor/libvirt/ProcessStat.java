package org.camelometer.hypervisor.libvirt;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What Linux counts for a process or one of its threads: some of the fields of {@code
 * /proc/PID/stat}, see proc(5).
 *
 * @param name what it calls itself
 * @param state a letter
 * @param time nanoseconds for which it ran, in steps of 10 ms
 * @param start when it began, in nanoseconds after the machine did
 * @param resident the memory that its process takes, in KiB
 */
record ProcessStat(String name, char state, long time, long start, long resident) {
  /** Linux counts CPU time in hundredths of a second, whatever its own clock ticks in. */
  private static final long NANOSECONDS_A_TICK = 10_000_000;

  /** In KiB. */
  private static final long PAGE =
      Function.getFunction(Platform.C_LIBRARY_NAME, "getpagesize").invokeInt(new Object[0]) / 1024;

  // Counted from the state, which stands behind the name in brackets.
  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;
  private static final int START_TIME = 19;
  private static final int RESIDENT_PAGES = 21;

  /**
   * That of the process or thread with this folder; empty if it is gone.
   *
   * @param folder such as {@code /proc/7} or {@code /proc/7/task/8}
   */
  static Optional<ProcessStat> of(Path folder) {
    String stat = text(folder.resolve("stat"));
    int name = stat.indexOf('(') + 1;
    int nameEnd = stat.lastIndexOf(") ");
    String[] fields = stat.substring(nameEnd < 0 ? stat.length() : nameEnd + 2).split(" ", -1);
    if (fields.length <= RESIDENT_PAGES) {
      return Optional.empty();
    }
    long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
    return Optional.of(
        new ProcessStat(
            stat.substring(name, nameEnd),
            fields[0].charAt(0),
            ticks * NANOSECONDS_A_TICK,
            Long.parseLong(fields[START_TIME]) * NANOSECONDS_A_TICK,
            Long.parseLong(fields[RESIDENT_PAGES]) * PAGE));
  }

  /** Whether it is stopped, by a signal or a debugger. */
  boolean isStopped() {
    return state == 'T' || state == 't';
  }

  /** The text of a file in /proc; empty if the process is gone. */
  static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}

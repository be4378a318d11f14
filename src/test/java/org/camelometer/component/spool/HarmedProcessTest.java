package org.camelometer.component.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a spool whose process is killed, or whose disk is full. */
class HarmedProcessTest {
  @TempDir private Path folder;

  @Test
  @Timeout(120)
  void whatWasAcceptedIsThereAfterAKill() throws Exception {
    Random random = new Random(5);
    List<Long> accepted = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      accepted.addAll(acceptedUntilKilled(50 + random.nextInt(300)));
      try (SqliteKeeper keeper = SqliteKeeper.open(path(), Clock.systemUTC())) {
        List<Spooled> there = keeper.store().page(0, Integer.MAX_VALUE, Long.MAX_VALUE);
        assertThat(there).extracting(Spooled::id).containsAll(accepted);
        Totals totals = keeper.store().content().totals();
        assertThat(totals).isEqualTo(new Totals(there.size(), 0, 0, 0, 0, 0, 0));
      }
    }
  }

  private List<Long> acceptedUntilKilled(int count) throws Exception {
    Process process = new ProcessBuilder(java("endless", path().toString())).start();
    List<Long> ids = new ArrayList<>();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      String line = output.readLine();
      while (line != null && line.matches("\\d+")) {
        ids.add(Long.valueOf(line));
        if (ids.size() == count) {
          process.toHandle().destroyForcibly(); // what it has told can still be read
        }
        line = output.readLine();
      }
    }
    process.waitFor();
    assertThat(ids).hasSizeGreaterThanOrEqualTo(count);
    return ids;
  }

  @Test
  @Timeout(120)
  void theOldestMakeRoomOnAFullDisk() throws Exception {
    Result result = onSmallDisk(OverflowPolicy.DROP_OLDEST);
    assertThat(result.taken()).isEqualTo(100);
    assertThat(result.dropped()).isPositive();
    assertThat(result.pending()).isGreaterThan(20).isEqualTo(100 - result.dropped());
  }

  @Test
  @Timeout(120)
  void aFullDiskRefusesAndRecoversWhenMessagesAreDelivered() throws Exception {
    Result result = onSmallDisk(OverflowPolicy.REFUSE);
    assertThat(result.refused()).isPositive();
    assertThat(result.taken()).isEqualTo(100 - result.refused()).isEqualTo(result.pending());
    assertThat(result.delivered()).isEqualTo(10);
  }

  private record Result(int taken, int refused, int pending, int dropped, int delivered) {}

  private Result onSmallDisk(OverflowPolicy policy) throws Exception {
    String disk = "mount -t tmpfs -o size=64m tmpfs " + folder;
    assumeTrue(run(List.of("unshare", "-rm", "sh", "-c", disk)) != null, "tmpfs can be mounted");
    String java = "'" + String.join("' '", java("full", path().toString(), policy.name())) + "'";
    String output = run(List.of("unshare", "-rm", "sh", "-c", disk + " && exec " + java));
    Matcher figures =
        Pattern.compile(
                "taken (\\d+) refused (\\d+) pending (\\d+) dropped (\\d+) delivered (\\d+)")
            .matcher(String.valueOf(output));
    assertThat(figures.find()).as("%s", output).isTrue();
    return new Result(
        Integer.parseInt(figures.group(1)),
        Integer.parseInt(figures.group(2)),
        Integer.parseInt(figures.group(3)),
        Integer.parseInt(figures.group(4)),
        Integer.parseInt(figures.group(5)));
  }

  /** What a command writes; null if it fails or isn't there. */
  private static String run(List<String> command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? output : null;
    } catch (java.io.IOException e) {
      return null;
    }
  }

  private static List<String> java(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:-UsePerfData");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(SpoolingProcess.class.getName());
    command.addAll(List.of(arguments));
    return command;
  }

  private Path path() {
    return folder.resolve("s.spool");
  }
}

package org.camelometer.component.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteKeeperTest {
  private static final int MESSAGES = 300;

  @TempDir private Path folder;

  @Test
  void letsNobodyElseUseTheFile() throws Exception {
    try (SqliteKeeper keeper = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("this process has it open already");
      assertThat(keeper.store().content().queue().count()).isZero();
    }
    try (SqliteKeeper again = open()) {
      assertThat(again.store().span().newest()).isZero();
    }
  }

  /** A file that is cut anywhere costs what was cut, which is counted, and no start. */
  @Test
  void opensAFileThatWasCutAnywhereAndCountsWhatIsMissing() throws Exception {
    Random random = new Random(7);
    for (int round = 0; round < 25; round++) {
      fill();
      cut(random);
      try (SqliteKeeper keeper = open()) {
        Content content = keeper.store().content();
        assertThat(content.totals().accepted()).isEqualTo(MESSAGES);
        assertThat(content.totals().pending()).isEqualTo(content.queue().count());
        assertThat(content.totals().lost()).isEqualTo(MESSAGES - content.queue().count());
        List<Spooled> left = keeper.store().page(0, MESSAGES, Long.MAX_VALUE);
        assertThat(left).hasSize((int) content.queue().count());
        assertThat(left).allMatch(message -> message.entry().body()[0] == 'x');
        keeper.store().append(StoreContract.entry("next"), 0);
        keeper.store().commit();
      }
      clear();
    }
  }

  @Test
  void setsAsideWhatIsNoSpoolAtAll() throws Exception {
    Files.writeString(path(), "this is no database, and never was one".repeat(100));
    try (SqliteKeeper keeper = open()) {
      assertThat(keeper.store().content().queue().count()).isZero();
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .anyMatch(name -> name.startsWith("s.spool.damaged-"));
    }
  }

  private void fill() throws Exception {
    try (SqliteKeeper keeper = open()) {
      for (int i = 0; i < MESSAGES; i++) {
        keeper
            .store()
            .append(Entry.of("x".repeat(3000).getBytes(StandardCharsets.US_ASCII), Map.of(), 1), i);
      }
      keeper.store().commit();
      keeper.committed();
    }
  }

  private void cut(Random random) throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(path().toFile(), "rw")) {
      file.setLength(random.nextLong(file.length()));
    }
  }

  private void clear() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private SqliteKeeper open() throws StoreException {
    return SqliteKeeper.open(path(), Clock.systemUTC());
  }

  private Path path() {
    return folder.resolve("s.spool");
  }
}

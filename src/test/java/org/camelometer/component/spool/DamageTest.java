package org.camelometer.component.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is done to a file: it opens, the totals balance, and what is read is what was put in.
 */
class DamageTest {
  private static final int ROUNDS = 12;
  private static final int MESSAGES = 120;

  private final Random random = new Random(11);

  @TempDir(factory = FolderInMemory.class)
  private Path folder;

  @Test
  void aFileThatWasCutAnywhere() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      closedProperly();
      cut("");
      assertThat(readAll()).as("round %d", round).isLessThanOrEqualTo(MESSAGES);
    }
  }

  @Test
  void aFileOfAProcessThatWasKilledThatWasCutAnywhere() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      killed();
      cut("");
      assertThat(readAll()).as("round %d", round).isLessThanOrEqualTo(MESSAGES);
    }
  }

  @Test
  void aWriteAheadLogThatWasCutAnywhere() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      killed();
      cut("-wal");
      readAll();
    }
  }

  @Test
  void aFileOfWhichAPartWasOverwritten() throws Exception {
    int saved = 0;
    for (int round = 0; round < ROUNDS; round++) {
      closedProperly();
      overwrite();
      saved += readAll();
    }
    assertThat(saved).as("damage takes few with it").isGreaterThan(ROUNDS * 90);
  }

  @Test
  void aFileThatIsGone() throws Exception {
    killed();
    Files.delete(path(""));
    assertThat(readAll()).isZero();
  }

  @Test
  void aFileThatIsGoneWhileItIsOpen() throws Exception {
    try (SqliteKeeper keeper = open()) {
      fill(keeper);
      Files.delete(path(""));
      StoreException damage = null;
      try {
        keeper.lookAfter();
      } catch (StoreException e) {
        damage = e;
      }
      assertThat(damage).hasMessageContaining("was deleted or renamed");
      keeper.renew(damage);
      assertThat(keeper.store().content().totals().lost()).isEqualTo(MESSAGES - 20);
    }
  }

  @Test
  void keepsTheThreeNewestDamagedFiles() throws Exception {
    for (int round = 0; round < 5; round++) {
      Files.writeString(path(""), "no database ".repeat(100));
      open().close();
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(file -> file.toString().contains("damaged"))).hasSize(3);
    }
  }

  /** Ends a replacement that was cut short when everything but the last renaming was done. */
  @Test
  void finishesAReplacementThatWasInterrupted() throws Exception {
    closedProperly();
    Files.move(path(""), path(".new"));
    Files.writeString(path("-wal"), "what was left of the damaged file");
    assertThat(readAll()).isEqualTo(MESSAGES - 20);
  }

  private void closedProperly() throws Exception {
    clear();
    try (SqliteKeeper keeper = open()) {
      fill(keeper);
    }
  }

  /** What a killed process leaves, which closed nothing. */
  private void killed() throws Exception {
    clear();
    Path left = Files.createDirectory(folder.resolve("left"));
    try (SqliteKeeper keeper = open()) {
      fill(keeper);
      for (String part : List.of("", "-wal", ".totals")) {
        Files.copy(path(part), left.resolve("s.spool" + part));
      }
    }
    clear();
    for (String part : List.of("", "-wal", ".totals")) {
      Files.move(left.resolve("s.spool" + part), path(part));
    }
    Files.delete(left);
  }

  /** All messages, of which 20 are delivered again, in some commits. */
  private void fill(SqliteKeeper keeper) throws Exception {
    for (long id = 1; id <= MESSAGES; id++) {
      Entry entry = Entry.of(body(id), Map.of("id", id), 1);
      assertThat(keeper.store().append(entry, id)).isEqualTo(id);
      if (id > 20 && id <= 40) {
        keeper.store().remove(id - 20, 0);
      }
      if (id % 20 == 0) {
        keeper.store().commit();
        keeper.committed();
      }
    }
  }

  private static byte[] body(long id) {
    Random content = new Random(id);
    byte[] body = new byte[content.nextInt(40_000)];
    content.nextBytes(body);
    return body;
  }

  /** How many messages are left. */
  private int readAll() throws Exception {
    try (SqliteKeeper keeper = open()) {
      List<Spooled> left;
      try {
        left = keeper.store().page(0, MESSAGES, Long.MAX_VALUE);
      } catch (StoreException e) {
        assertThat(e.kind()).isEqualTo(StoreException.Cause.DAMAGED);
        keeper.renew(e);
        left = keeper.store().page(0, MESSAGES, Long.MAX_VALUE);
      }
      assertThat(left).allMatch(m -> Arrays.equals(m.entry().body(), body(m.id())));
      assertThat(left).allMatch(m -> m.entry().headers().equals(Map.of("id", m.id())));
      assertThat(left).extracting(Spooled::id).isSorted().allMatch(id -> id > 20);
      Content content = keeper.store().content();
      assertThat(content.totals())
          .isEqualTo(new Totals(MESSAGES, 20, 0, 0, 0, MESSAGES - 20 - left.size(), 0));
      assertThat(content.queue().count()).isEqualTo(left.size());
      long next = keeper.store().append(StoreContract.entry("next"), 0);
      assertThat(next).as("ids are never used again").isEqualTo(MESSAGES + 1);
      keeper.store().commit();
      return left.size();
    }
  }

  private void cut(String part) throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(path(part).toFile(), "rw")) {
      file.setLength(random.nextLong(file.length()));
    }
  }

  private void overwrite() throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(path("").toFile(), "rw")) {
      byte[] garbage = new byte[1 + random.nextInt(20_000)];
      random.nextBytes(garbage);
      long at = random.nextLong(file.length());
      file.seek(at);
      file.write(garbage, 0, (int) Math.min(garbage.length, file.length() - at));
    }
  }

  private void clear() throws Exception {
    List<Path> old = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(Files::isRegularFile).forEach(old::add);
    }
    for (Path file : old) {
      Files.delete(file);
    }
  }

  private SqliteKeeper open() throws StoreException {
    return SqliteKeeper.open(path(""), Clock.systemUTC());
  }

  private Path path(String ending) {
    return folder.resolve("s.spool" + ending);
  }
}

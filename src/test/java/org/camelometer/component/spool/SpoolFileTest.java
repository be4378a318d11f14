package org.camelometer.component.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolFileTest {
  private static final long NOW = 1_700_000_000_000L;

  @TempDir(factory = FolderInMemory.class)
  private Path folder;

  @Test
  void makesNoFileWhereThereIsNone() {
    assertThatThrownBy(() -> SpoolFile.open(path()))
        .isInstanceOf(StoreException.class)
        .hasMessage("there is no spool " + path());
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void opensNothingThatIsNoSpool() throws Exception {
    Files.writeString(path(), "no database ".repeat(100));
    assertThatThrownBy(() -> SpoolFile.open(path())).hasMessageContaining("is damaged");
    Path other = folder.resolve("other");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + other);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE someone (elses INTEGER)");
    }
    assertThatThrownBy(() -> SpoolFile.open(other)).hasMessage(other + " is no spool");
  }

  @Test
  void showsASpoolThatIsOpen() throws Exception {
    try (SqliteKeeper keeper = SqliteKeeper.open(path(), Clock.systemUTC());
        SpoolFile file = SpoolFile.open(path())) {
      fill(keeper.store());
      assertThat(file.status())
          .isEqualTo(
              new SpoolStatus(
                  2,
                  2 * StoreContract.entry("one").size(),
                  2,
                  Instant.ofEpochMilli(NOW),
                  3,
                  0,
                  0,
                  0,
                  1,
                  0,
                  0,
                  1,
                  1));
      assertThat(file.pending(0, 10)).extracting(SpoolRecord::id).containsExactly(1L, 3L);
      assertThat(file.pending(1, 10)).extracting(SpoolRecord::id).containsExactly(3L);
      SpoolRecord bad = file.quarantined(0, 10).get(0);
      assertThat(bad.id()).isEqualTo(2);
      assertThat(bad.reason()).isEqualTo("unreadable");
      assertThat(bad.since()).isEqualTo(Instant.ofEpochMilli(NOW));
      assertThat(bad.headers()).isEqualTo(Map.of());
      assertThat(new String(bad.body(), StandardCharsets.UTF_8)).isEqualTo("two");
    }
  }

  @Test
  void putsQuarantinedRecordsBackAndDropsOthersWhileTheSpoolIsOpen() throws Exception {
    try (SqliteKeeper keeper = SqliteKeeper.open(path(), Clock.systemUTC());
        SpoolFile file = SpoolFile.open(path())) {
      fill(keeper.store());
      assertThat(file.retry(2, 77)).isEqualTo(1);
      assertThat(file.drop(false, 1, 2)).isEqualTo(1);
      keeper.store().append(StoreContract.entry("for"), NOW);
      keeper.store().commit();
      assertThat(StoreContract.texts(keeper.store().page(0, 10, 1 << 20)))
          .containsExactly("tri", "two", "for");
      Content content = keeper.store().content();
      assertThat(content.totals()).isEqualTo(new Totals(4, 0, 0, 1, 0, 0, 0));
      assertThat(content.queue())
          .isEqualTo(new Content.Share(3, 3 * StoreContract.entry("one").size(), 3));
      assertThat(file.status().pending()).isEqualTo(3);
    }
  }

  @Test
  void opensAFileOfTheFirstFormWhichDidNotCountWhatWasTurnedAway() throws Exception {
    try (SqliteKeeper keeper = SqliteKeeper.open(path(), Clock.systemUTC())) {
      fill(keeper.store());
    }
    makeItOfTheFirstForm();
    try (SpoolFile file = SpoolFile.open(path())) {
      assertThat(file.status().accepted()).isEqualTo(3);
      assertThat(file.status().turnedAway()).isZero();
    }
    makeItOfTheFirstForm();
    try (SqliteKeeper keeper = SqliteKeeper.open(path(), Clock.systemUTC())) {
      keeper.store().turnedAway(7);
      keeper.store().commit();
    }
    try (SpoolFile file = SpoolFile.open(path())) {
      assertThat(file.status().accepted()).isEqualTo(3);
      assertThat(file.status().turnedAway()).isEqualTo(7);
    }
  }

  private void makeItOfTheFirstForm() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path());
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER TABLE state DROP COLUMN turned_away");
      statement.execute("PRAGMA user_version=1");
    }
  }

  @Test
  void actsOnASpoolThatNobodyHasOpen() throws Exception {
    try (SqliteKeeper keeper = SqliteKeeper.open(path(), Clock.systemUTC())) {
      fill(keeper.store());
      keeper.committed();
    }
    try (SpoolFile file = SpoolFile.open(path())) {
      assertThat(file.dropAll(true)).isEqualTo(1);
      assertThat(file.retryAll()).isZero();
      assertThat(file.status().quarantined()).as("stays counted").isEqualTo(1);
      assertThat(file.status().quarantineCount()).isZero();
      assertThat(file.dropAll(false)).isEqualTo(2);
      assertThat(file.status().oldest()).isNull();
    }
    try (SqliteKeeper keeper = SqliteKeeper.open(path(), Clock.systemUTC())) {
      assertThat(keeper.store().content().totals()).isEqualTo(new Totals(3, 0, 0, 2, 1, 0, 0));
    }
  }

  /** Three messages, of which the second is in quarantine. */
  private static void fill(Store store) throws StoreException {
    store.append(StoreContract.entry("one"), NOW);
    long two = store.append(StoreContract.entry("two"), NOW);
    store.append(StoreContract.entry("tri"), NOW);
    store.quarantine(two, "unreadable", NOW);
    store.commit();
  }

  private Path path() {
    return folder.resolve("s.spool");
  }
}

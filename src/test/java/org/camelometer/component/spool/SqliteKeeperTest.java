package org.camelometer.component.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteKeeperTest {
  @TempDir(factory = FolderInMemory.class)
  private Path folder;

  @Test
  void saysWhyItsFolderCanNotBeMade() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    assertThatThrownBy(() -> SqliteKeeper.open(file.resolve("s.spool"), Clock.systemUTC()))
        .isInstanceOf(StoreException.class)
        .hasMessageEndingWith("can't be used: %s is not a folder", file);
  }

  @Test
  void letsNobodyElseUseTheFile() throws Exception {
    try (SqliteKeeper keeper = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(StoreException.class)
          .hasMessageContainingAll(path().toString(), "this process has it open already");
      assertThat(keeper.store().content()).isEqualTo(Content.NONE);
    }
    try (SqliteKeeper again = open()) {
      assertThat(again.store().span()).isEqualTo(Span.NONE);
    }
  }

  @Test
  void setsAsideWhatIsNoSpoolAtAll() throws Exception {
    Files.writeString(path(), "this is no database, and never was one".repeat(100));
    try (SqliteKeeper keeper = open()) {
      assertThat(keeper.store().content()).isEqualTo(Content.NONE);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .anyMatch(name -> name.startsWith("s.spool.damaged-"));
    }
  }

  @Test
  void givesRoomBackToTheDisk() throws Exception {
    try (SqliteKeeper keeper = open()) {
      Store store = keeper.store();
      for (int i = 0; i < 40; i++) {
        store.append(Entry.of(new byte[1 << 20], java.util.Map.of(), 1), i);
        store.commit();
      }
      store.dropOldest(Long.MAX_VALUE, 0);
      store.commit();
      for (int i = 0; i < 3; i++) {
        keeper.lookAfter();
      }
    }
    assertThat(Files.size(path())).isLessThan(20 << 20);
  }

  @Test
  void putsRoomByForAFullDiskAndGivesItOnce() throws Exception {
    Path reserve = folder.resolve("s.spool.reserve");
    try (SqliteKeeper keeper = open()) {
      keeper.lookAfter();
      assertThat(reserve).hasSize(8 << 20);
      keeper.spare();
      assertThat(reserve).doesNotExist();
      keeper.lookAfter();
      assertThat(reserve).hasSize(8 << 20);
    }
  }

  private SqliteKeeper open() throws StoreException {
    return SqliteKeeper.open(path(), Clock.systemUTC());
  }

  private Path path() {
    return folder.resolve("s.spool");
  }
}

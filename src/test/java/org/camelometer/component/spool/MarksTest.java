package org.camelometer.component.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarksTest {
  @TempDir(factory = FolderInMemory.class)
  private Path folder;

  @Test
  void givesBackWhatWasNotedLast() throws Exception {
    assertThat(reopened()).isNull();
    for (int i = 1; i < 6; i++) {
      write(mark(i));
      assertThat(reopened()).isEqualTo(mark(i));
    }
  }

  @Test
  void hasTheOneBeforeWhereOneIsTorn() throws Exception {
    for (int i = 1; i < 8; i++) {
      write(mark(i));
    }
    try (RandomAccessFile file = new RandomAccessFile(path().toFile(), "rw")) {
      file.seek(9); // of the place that was written first, third, and so on
      file.write(0x55);
    }
    assertThat(reopened()).isEqualTo(mark(6));
    write(mark(8));
    assertThat(reopened()).as("written over the torn one").isEqualTo(mark(8));
  }

  /** The form that had no figure for what was turned away: each place is a long shorter. */
  @Test
  void readsItsFirstForm() throws Exception {
    Totals none = new Totals(5, 1, 1, 1, 1, 1, 0);
    for (long revision = 1; revision < 3; revision++) {
      Content content = new Content(Content.Share.NONE, Content.Share.NONE, none);
      Marks.Mark mark = new Marks.Mark(new State(revision, content, Span.NONE), 9);
      write(mark);
      long places = 4096 * (revision - 1);
      try (RandomAccessFile file = new RandomAccessFile(path().toFile(), "rw")) {
        file.setLength(places + 16 * Long.BYTES);
      }
      assertThat(reopened()).isEqualTo(mark);
    }
  }

  @Test
  void knowsNothingFromAFileThatIsNone() throws Exception {
    Files.write(path(), new byte[10_000]);
    assertThat(reopened()).isNull();
    Files.writeString(path(), "short");
    assertThat(reopened()).isNull();
  }

  private void write(Marks.Mark mark) throws Exception {
    try (Marks marks = Marks.open(path())) {
      marks.last();
      marks.write(mark);
    }
  }

  private Marks.Mark reopened() throws Exception {
    try (Marks marks = Marks.open(path())) {
      return marks.last();
    }
  }

  private static Marks.Mark mark(long n) {
    Totals totals = new Totals(n, n + 1, n + 2, n + 3, n + 4, n + 5, n + 14);
    Content.Share queue = new Content.Share(n + 6, n + 7, n + 8);
    Content content = new Content(queue, new Content.Share(0, 0, n + 9), totals);
    return new Marks.Mark(new State(n, content, new Span(n + 10, n + 11, n + 12)), n + 13);
  }

  private Path path() {
    return folder.resolve("s.spool.totals");
  }
}

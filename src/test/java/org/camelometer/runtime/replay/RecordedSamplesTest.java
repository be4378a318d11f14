package org.camelometer.runtime.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.camelometer.sample.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedSamplesTest {
  private static final RecordedLine LINE = new RecordedLine("openstack");

  @TempDir Path folder;

  @Test
  void endsABatchAtABlankLineAndAtTheEndOfAFile() throws Exception {
    String first = file("a", "", " ", sample("1"), sample("2"), "\t", "", sample("3"), "", "");
    String second = file("b", sample("4"));
    assertThat(batches(first, second))
        .containsExactly(List.of("1", "2"), List.of("3"), List.of("4"));
  }

  @Test
  void hasNoBatchWhereThereIsNoSample() throws Exception {
    String none = "{\"event_type\":\"metering\",\"payload\":[]}";
    assertThat(batches(file("a"), file("b", ""), file("c", none, "", sample("1"))))
        .containsExactly(List.of("1"));
  }

  @Test
  void readsTheStandardInputAmongFiles() throws Exception {
    InputStream in = stream(sample("2") + "\n\n" + sample("3"));
    try (RecordedSamples recorded =
        new RecordedSamples(List.of(file("a", sample("1")), "-"), in, LINE, false)) {
      assertThat(ids(recorded)).containsExactly(List.of("1"), List.of("2"), List.of("3"));
    }
  }

  @Test
  void readsNoFurtherThanTheBatchThatIsAskedFor() throws Exception {
    try (RecordedSamples recorded = new RecordedSamples(List.of("-"), endless(), LINE, false)) {
      assertThat(recorded.next()).hasValueSatisfying(batch -> assertThat(batch).hasSize(2));
      assertThat(recorded.next()).hasValueSatisfying(batch -> assertThat(batch).hasSize(2));
    }
  }

  @Test
  void namesFileAndLineOfWhatCannotBeReplayed() throws Exception {
    String first = file("a", sample("1"));
    String second = file("b", sample("2"), "", "", "{}");
    try (RecordedSamples recorded =
        new RecordedSamples(List.of(first, second), stream(""), LINE, false)) {
      assertThat(recorded.next()).isPresent();
      assertThat(recorded.next()).isPresent();
      assertThatThrownBy(recorded::next)
          .isInstanceOf(RecordingException.class)
          .hasMessageStartingWith(second + ":4: error: an object with no keys");
    }
    try (RecordedSamples recorded = new RecordedSamples(List.of("-"), stream("x"), LINE, false)) {
      assertThatThrownBy(recorded::next).hasMessageStartingWith("stdin:1: error: ");
    }
  }

  @Test
  void namesTheLineWhereReadingFails() throws Exception {
    InputStream broken = new SequenceInputStream(stream(sample("1") + "\n"), failing());
    try (RecordedSamples recorded = new RecordedSamples(List.of("-"), broken, LINE, false)) {
      assertThat(recorded.next()).isPresent();
      assertThatThrownBy(recorded::next)
          .hasMessage("stdin:2: error: the file can't be read on: the disk is gone");
    }
  }

  @Test
  void samplesOfABatchShareEqualMetadata() throws Exception {
    try (RecordedSamples recorded =
        new RecordedSamples(
            List.of(file("a", sample("1"), sample("2"))),
            InputStream.nullInputStream(),
            LINE,
            false)) {
      List<Sample> batch = recorded.next().orElseThrow();
      assertThat(batch.get(1).resourceMetadata()).isSameAs(batch.get(0).resourceMetadata());
      assertThat(batch.get(1)).isEqualTo(LINE.samples(sample("2")).get(0));
    }
  }

  private List<List<String>> batches(String... files) throws Exception {
    try (RecordedSamples recorded = new RecordedSamples(List.of(files), stream(""), LINE, false)) {
      return ids(recorded);
    }
  }

  private static List<List<String>> ids(RecordedSamples recorded) throws RecordingException {
    List<List<String>> ids = new ArrayList<>();
    for (var batch = recorded.next(); batch.isPresent(); batch = recorded.next()) {
      ids.add(batch.get().stream().map(Sample::id).toList());
    }
    return ids;
  }

  private static String sample(String id) {
    return ("{\"name\":\"cpu\",\"type\":\"gauge\",\"unit\":\"ns\",\"volume\":1,\"user_id\":\"u\","
            + "\"project_id\":\"p\",\"resource_id\":\"r\",\"timestamp\":\"2026-11-20T16:51:07\","
            + "\"source\":\"s\",\"monotonic_time\":1.5,"
            + "\"id\":\"%s\",\"resource_metadata\":{\"host\":\"h\"}}")
        .formatted(id);
  }

  private String file(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines)).toString();
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Batches of two samples without end. */
  private static InputStream endless() {
    byte[] batch = (sample("1") + "\n" + sample("2") + "\n\n").getBytes(StandardCharsets.UTF_8);
    return new InputStream() {
      private int next;

      @Override
      public int read() {
        return batch[next++ % batch.length];
      }

      @Override
      public int read(byte[] bytes, int from, int length) {
        for (int i = 0; i < length; i++) {
          bytes[from + i] = (byte) read();
        }
        return length;
      }
    };
  }

  private static InputStream failing() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException("the disk is gone");
      }

      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        return read();
      }
    };
  }
}

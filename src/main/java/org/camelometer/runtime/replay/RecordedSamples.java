package org.camelometer.runtime.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Position;
import org.camelometer.definition.Problems;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/**
 * The batches of some recordings, each batch read when it is asked for. A blank line ends a batch,
 * the end of a file does, too; a batch of nothing is none. For one thread.
 */
public final class RecordedSamples implements AutoCloseable {
  /** Stands for the standard input where files are named. */
  static final String STANDARD_INPUT = "-";

  private final Iterator<String> files;
  private final InputStream standardInput;
  private final RecordedLine decoder;
  private final boolean byCycle;
  private final Deque<Sample> ahead = new ArrayDeque<>();
  private @Nullable RecordingException fault;
  private @Nullable BufferedReader reader;
  private String file = "";
  private int line;

  /**
   * Looks whether all the files are there, and reads none of them.
   *
   * @param byCycle whether a batch also ends before a meter of a resource that it has already
   * @throws DefinitionException naming every file that can't be read
   */
  public RecordedSamples(
      List<String> files, InputStream standardInput, RecordedLine decoder, boolean byCycle) {
    Problems problems = new Problems();
    files.forEach(name -> check(name, problems));
    problems.throwIfErrors();
    this.files = files.iterator();
    this.standardInput = standardInput;
    this.decoder = decoder;
    this.byCycle = byCycle;
  }

  private static void check(String name, Problems problems) {
    if (name.equals(STANDARD_INPUT)) {
      return;
    }
    try {
      Path path = Path.of(name);
      if (!Files.exists(path)) {
        problems.error(
            Position.of(name), "there is no such file; name a recording, or - for stdin");
      } else if (Files.isDirectory(path)) {
        problems.error(Position.of(name), "this is a folder; name the recordings in it");
      } else if (!Files.isReadable(path)) {
        problems.error(Position.of(name), "this file may not be read; allow it, or copy the file");
      }
    } catch (InvalidPathException e) {
      problems.error(Position.of(name), "this can't be a file: " + e.getReason());
    }
  }

  /**
   * The samples of the next batch; empty after the last. What stands before a line that can't be
   * replayed is a batch of its own.
   *
   * @throws RecordingException if a line can't be replayed
   */
  public Optional<RecordedBatch> next() throws RecordingException {
    RecordedBatch batch = new RecordedBatch();
    while (fault == null && (!ahead.isEmpty() || reader != null || files.hasNext())) {
      if (ahead.isEmpty() && !readAhead() && !batch.isEmpty()) {
        return Optional.of(batch);
      }
      while (!ahead.isEmpty()) {
        if (byCycle && batch.has(ahead.getFirst())) {
          return Optional.of(batch);
        }
        batch.add(ahead.removeFirst());
      }
    }
    if (fault != null && batch.isEmpty()) {
      throw fault;
    }
    return batch.isEmpty() ? Optional.empty() : Optional.of(batch);
  }

  /** Reads a line; false where it ends a batch. */
  private boolean readAhead() {
    try {
      String text = readLine();
      if (text == null || text.isBlank()) {
        return false;
      }
      ahead.addAll(decode(text));
    } catch (RecordingException e) {
      fault = e;
    }
    return true;
  }

  /** The next line of the present file, or of the next one; null at the end of a file. */
  private @Nullable String readLine() throws RecordingException {
    try {
      BufferedReader present = reader == null ? open(files.next()) : reader;
      line++;
      String text = present.readLine();
      reader = text == null ? null : present;
      if (text == null) {
        present.close();
      }
      return text;
    } catch (IOException e) {
      throw new RecordingException(file, line, "the file can't be read on: " + e.getMessage(), e);
    }
  }

  private BufferedReader open(String name) throws IOException {
    boolean standard = name.equals(STANDARD_INPUT);
    file = standard ? "stdin" : name;
    line = 0;
    InputStream in = standard ? standardInput : Files.newInputStream(Path.of(name));
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  private List<Sample> decode(String text) throws RecordingException {
    try {
      return decoder.samples(text);
    } catch (IllegalArgumentException e) {
      throw new RecordingException(file, line, String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      reader.close();
    }
  }
}

package org.camelometer.publish.file;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.camelometer.publish.PartlyRefusedException;
import org.camelometer.publish.file.OpenFile.TornWriteException;
import org.jspecify.annotations.Nullable;

/**
 * A file of lines with numbered backups, which rotates where Python's {@code RotatingFileHandler}
 * does: before a line with which the file would reach its limit. Like there, the file's size counts
 * in bytes and the line's length in characters; with no backups the file just grows; and only
 * regular files rotate.
 *
 * <p>Lines between two rotations are written at once, and none is ever divided. A file that
 * somebody else removed or renamed is made anew with the next lines. For any number of threads.
 */
final class RotatingFile implements Closeable {
  private final Path path;
  private final long maxBytes;
  private final int backups;

  private final Lines pending = new Lines();
  private @Nullable OpenFile file;
  private int pendingLines;
  private int written;

  /** What is to be written at once; keeps its memory for what is written next. */
  private static final class Lines extends ByteArrayOutputStream {
    void writeTo(OpenFile file) throws TornWriteException {
      file.append(buf, count);
    }
  }

  /**
   * Names a file; nothing is opened yet.
   *
   * @param maxBytes the limit; zero or less for none
   * @param backups how many older files to keep beside it
   */
  RotatingFile(Path path, long maxBytes, int backups) {
    this.path = path;
    this.maxBytes = maxBytes;
    this.backups = backups;
  }

  /**
   * Appends lines, given as UTF-8 without their ends.
   *
   * @throws IOException if none could be written
   * @throws PartlyRefusedException if only the first ones could
   */
  synchronized void append(List<byte[]> lines) throws IOException, PartlyRefusedException {
    written = 0;
    try {
      appendAll(lines);
    } catch (IOException e) {
      abandon(e);
      if (written == 0) {
        throw e;
      }
      throw new PartlyRefusedException(
          lines.size() - written,
          "the file %s took %d of %d lines: %s"
              .formatted(path, written, lines.size(), e.getMessage()),
          e);
    } finally {
      pending.reset();
      pendingLines = 0;
    }
  }

  /** Closes the file until the next lines come. */
  @Override
  public synchronized void close() throws IOException {
    OpenFile open = file;
    file = null;
    if (open != null) {
      open.close();
    }
  }

  private void abandon(IOException failure) {
    try {
      close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private void appendAll(List<byte[]> lines) throws IOException {
    OpenFile open = open();
    long size = open.size();
    for (byte[] line : lines) {
      if (isFullWith(line, size) && open.isRegular()) {
        write(open);
        open = rotate(open);
        size = open.size();
      }
      pending.writeBytes(line);
      pending.write('\n');
      pendingLines++;
    }
    write(open);
  }

  private boolean isFullWith(byte[] line, long size) {
    return maxBytes > 0 && size + pending.size() + characters(line) + 1 >= maxBytes;
  }

  private static int characters(byte[] utf8) {
    int characters = 0;
    for (byte one : utf8) {
      characters +=
          (one & 0xC0) == 0x80 ? 0 : 1; // all but the first byte of a character are 10xxxxxx
    }
    return characters;
  }

  private OpenFile open() throws IOException {
    if (file != null && !file.isInPlace()) {
      close();
    }
    if (file == null) {
      file = OpenFile.open(path);
    }
    return file;
  }

  private void write(OpenFile open) throws IOException {
    try {
      pending.writeTo(open);
      written += pendingLines;
    } catch (TornWriteException e) {
      written += e.written();
      throw e;
    }
    pending.reset();
    pendingLines = 0;
  }

  private OpenFile rotate(OpenFile open) throws IOException {
    if (backups <= 0) {
      return open;
    }
    close();
    for (int number = backups - 1; number > 0; number--) {
      move(backup(number), backup(number + 1));
    }
    move(path, backup(1));
    return open();
  }

  private Path backup(int number) {
    return Path.of(path + "." + number);
  }

  private static void move(Path from, Path to) throws IOException {
    if (Files.exists(from)) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}

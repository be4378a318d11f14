package org.camelometer.publish.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A file open at its end, which remembers which file it is even when its name moves on. */
final class OpenFile implements Closeable {
  private final Path path;
  private final FileChannel channel;
  private final @Nullable Object identity;
  private final boolean regular;

  private OpenFile(Path path, FileChannel channel, BasicFileAttributes attributes) {
    this.path = path;
    this.channel = channel;
    this.identity = attributes.fileKey();
    this.regular = attributes.isRegularFile();
  }

  /** Opens a file, which is made with its folders where they are missing. */
  static OpenFile open(Path path) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    try {
      return new OpenFile(path, channel, attributes(path));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Whether its name still leads to this file: not after a removal or a rotation by others. */
  boolean isInPlace() throws IOException {
    try {
      return Objects.equals(attributes(path).fileKey(), identity);
    } catch (NoSuchFileException removed) {
      return false;
    }
  }

  /** Not so for devices and pipes, which must never be renamed. */
  boolean isRegular() {
    return regular;
  }

  long size() throws IOException {
    return regular ? channel.size() : 0;
  }

  /**
   * Appends whole lines. What a failure leaves of a line is cut off again, so that the next one
   * doesn't continue it.
   *
   * @throws TornWriteException telling how many lines are in the file for good
   */
  void append(byte[] lines, int length) throws TornWriteException {
    ByteBuffer bytes = ByteBuffer.wrap(lines, 0, length);
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      int whole = wholeLines(lines, bytes.position());
      cutOff(bytes.position() - whole, e);
      throw new TornWriteException(newlines(lines, whole), e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void cutOff(int torn, IOException failure) {
    if (torn == 0 || !regular) {
      return;
    }
    try {
      channel.truncate(channel.size() - torn);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class);
  }

  private static int wholeLines(byte[] lines, int length) {
    int end = length;
    while (end > 0 && lines[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  private static int newlines(byte[] lines, int length) {
    int count = 0;
    for (int i = 0; i < length; i++) {
      count += lines[i] == '\n' ? 1 : 0;
    }
    return count;
  }

  /** Some lines are in the file, the next is not. */
  static final class TornWriteException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int written;

    TornWriteException(int written, IOException cause) {
      super(cause.getMessage(), cause);
      this.written = written;
    }

    /** How many whole lines are in the file for good. */
    int written() {
      return written;
    }
  }
}

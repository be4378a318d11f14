package org.camelometer.component.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that a process puts messages into a spool and takes them out; a second one must not. */
final class SpoolLock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolLock.class);

  private final FileChannel channel;

  private SpoolLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes it.
   *
   * @throws StoreException if somebody has it
   */
  static SpoolLock of(Path spool) throws StoreException {
    try {
      Path folder = spool.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      return new SpoolLock(locked(spool));
    } catch (IOException e) {
      String sentence = "the spool %s can't be used: %s".formatted(spool, reason(e));
      throw new StoreException(StoreException.Cause.OTHER, sentence, e);
    }
  }

  /** Java has only the name of the file for some. */
  private static @Nullable String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied: " + e.getMessage();
    }
    if (e instanceof FileAlreadyExistsException) {
      return e.getMessage() + " is not a folder";
    }
    return e instanceof NoSuchFileException ? e.getMessage() + " can't be made" : e.getMessage();
  }

  private static FileChannel locked(Path spool) throws IOException {
    FileChannel channel =
        FileChannel.open(
            Path.of(spool + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw new IOException("another process has it open; a spool is for one at a time");
      }
      return channel;
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw new IOException("this process has it open already", e);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("The lock of a spool can't be closed", e);
    }
  }
}

package org.camelometer.component.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Room on the disk that is put by for the day when it is full: then even taking messages out needs
 * some, for the write-ahead log. For one thread.
 */
final class Reserve {
  private static final Logger LOG = LoggerFactory.getLogger(Reserve.class);

  /** As much as a write-ahead log may have that waits for its way into the file. */
  private static final int SIZE = 8 << 20;

  private final Path path;
  private boolean there;

  Reserve(Path path) {
    this.path = path;
    this.there = Files.exists(path);
  }

  /** Gives the room to the disk; whether there was any. */
  boolean release() {
    boolean had = there;
    there = false;
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.debug("{} can't be deleted", path, e);
    }
    return had;
  }

  /** Puts room by if there is plenty; whether there is some then. */
  boolean fill() {
    if (!there && hasPlenty()) {
      write();
    }
    return there;
  }

  private void write() {
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer zeros = ByteBuffer.allocate(1 << 16); // a hole would hold no room
      for (long at = file.size(); at < SIZE; at += zeros.capacity()) {
        zeros.clear();
        file.write(zeros, at);
      }
      there = true;
    } catch (IOException e) {
      LOG.debug("{} can't be filled", path, e);
      release();
    }
  }

  private boolean hasPlenty() {
    try {
      return Files.getFileStore(path.getParent()).getUsableSpace() > 2L * SIZE;
    } catch (IOException e) {
      return false;
    }
  }
}

package org.camelometer.component.spool;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The totals of a spool once more, in a file of their own: what shows how much is missing when the
 * spool's file was cut or damaged. Written without waiting for the disk, so that it costs nothing;
 * a power cut may leave an older state, and then less is known to be missing. For one thread.
 */
final class Marks implements AutoCloseable {
  private static final int FIELDS = 5;
  private static final int SIZE = FIELDS * Long.BYTES;

  private final FileChannel channel;
  private final MappedByteBuffer memory;

  private Marks(FileChannel channel) throws IOException {
    this.channel = channel;
    this.memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE);
  }

  static Marks open(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      return new Marks(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** As it was written last; zeros before the first time. */
  Totals totals() {
    return new Totals(
        memory.getLong(0),
        memory.getLong(Long.BYTES),
        memory.getLong(2 * Long.BYTES),
        memory.getLong(3 * Long.BYTES),
        memory.getLong(4 * Long.BYTES));
  }

  void write(Totals totals) {
    memory
        .putLong(0, totals.accepted())
        .putLong(Long.BYTES, totals.delivered())
        .putLong(2 * Long.BYTES, totals.dropped())
        .putLong(3 * Long.BYTES, totals.quarantined())
        .putLong(4 * Long.BYTES, totals.lost());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

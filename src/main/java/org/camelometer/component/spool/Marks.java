package org.camelometer.component.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of a spool once more, in a file of its own: shows how much is missing when the spool's
 * file was cut or damaged. Written behind each commit without waiting for the disk, to two places
 * in turn: a process that is killed leaves at least one that is whole. A power cut may leave older
 * ones, and then less is known. For one thread.
 */
final class Marks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Marks.class);

  /**
   * A place has the state in longs, a checksum, and a long that the first form of this file did not
   * have; places are apart as sectors of disks are.
   */
  private static final int LONGS = 15;

  private static final int FIRST_FORM = (LONGS + 1) * Long.BYTES;
  private static final int TURNED_AWAY = FIRST_FORM;

  private static final int PLACE = 4096;

  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(FIRST_FORM + Long.BYTES);
  private int turn;

  /**
   * What was noted.
   *
   * @param length that of the spool's file, in bytes: if it is shorter, it was cut
   */
  record Mark(State state, long length) {}

  private Marks(FileChannel channel) {
    this.channel = channel;
  }

  static Marks open(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    return new Marks(channel);
  }

  /** What was noted last; null if nothing was, or nothing that is whole. */
  @Nullable Mark last() throws IOException {
    Mark first = read(0);
    Mark second = read(1);
    if (first == null || second == null) {
      turn = first == null ? 0 : 1;
      return first == null ? second : first;
    }
    boolean firstIsNewer = first.state().revision() >= second.state().revision();
    turn = firstIsNewer ? 1 : 0;
    return firstIsNewer ? first : second;
  }

  private @Nullable Mark read(int place) throws IOException {
    buffer.clear().putLong(TURNED_AWAY, 0);
    int read = channel.read(buffer, (long) place * PLACE);
    if (read < FIRST_FORM || buffer.getLong(LONGS * Long.BYTES) != checksum()) {
      return null;
    }
    buffer.rewind();
    long revision = buffer.getLong();
    long length = buffer.getLong();
    Span span = new Span(buffer.getLong(), buffer.getLong(), buffer.getLong());
    Content.Share queue = share();
    Content.Share apart = new Content.Share(0, 0, buffer.getLong());
    Totals totals =
        new Totals(
            buffer.getLong(),
            buffer.getLong(),
            buffer.getLong(),
            buffer.getLong(),
            buffer.getLong(),
            buffer.getLong(),
            buffer.getLong(TURNED_AWAY));
    return new Mark(new State(revision, new Content(queue, apart, totals), span), length);
  }

  private Content.Share share() {
    long count = buffer.getLong();
    long bytes = buffer.getLong();
    return new Content.Share(count, bytes, buffer.getLong());
  }

  private long checksum() {
    CRC32C sum = new CRC32C();
    sum.update(buffer.array(), 0, LONGS * Long.BYTES);
    if (buffer.getLong(TURNED_AWAY) != 0) {
      sum.update(buffer.array(), TURNED_AWAY, Long.BYTES);
    }
    return sum.getValue() ^ 1; // or a place full of zeros would be whole
  }

  /** Notes a state; the disk may be full, and then the one before stays. */
  void write(Mark mark) {
    State state = mark.state();
    Content.Share queue = state.content().queue();
    Totals totals = state.content().totals();
    buffer.clear();
    buffer
        .putLong(state.revision())
        .putLong(mark.length())
        .putLong(state.span().oldest())
        .putLong(state.span().since())
        .putLong(state.span().newest())
        .putLong(queue.count())
        .putLong(queue.bytes())
        .putLong(queue.units())
        .putLong(state.content().apart().units())
        .putLong(totals.accepted())
        .putLong(totals.delivered())
        .putLong(totals.refused())
        .putLong(totals.dropped())
        .putLong(totals.quarantined())
        .putLong(totals.lost())
        .putLong(TURNED_AWAY, totals.turnedAway());
    buffer.putLong(checksum());
    buffer.rewind();
    try {
      channel.write(buffer, (long) turn * PLACE);
      turn = 1 - turn;
    } catch (IOException e) {
      LOG.debug("The state of a spool can't be noted", e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

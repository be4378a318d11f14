package org.camelometer.publish.socket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import org.camelometer.publish.Abortable;
import org.camelometer.publish.PartlyRefusedException;
import org.camelometer.publish.UndeliverableException;
import org.camelometer.sample.MessagePackValues;
import org.camelometer.sample.MessageSignature;
import org.camelometer.sample.MeteringMessage;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/**
 * Sends batches over one connection, each sample as 8 bytes of length, the lowest first, and a
 * signed metering message in MessagePack: what {@code tcp:} publishes.
 *
 * <p>A batch is delivered when this machine's system has taken all of it and the peer has not
 * closed the connection: the protocol has no answer. A connection on which something failed is
 * never used again, so no frame ever follows a torn one. For any number of threads, one batch at a
 * time.
 */
public final class TcpPublisher implements AutoCloseable, Abortable {
  private static final int USUAL_SAMPLE = 1024;

  private final String name;
  private final Addresses addresses;
  private final MessageSignature signature;
  private final String publisherId;
  private final Duration timeout;
  private final Turn turn = new Turn();

  private @Nullable TcpConnection connection;

  /**
   * Connects to nothing yet.
   *
   * @param name what to call the receiver
   * @param publisherId {@code publisher_id} of the messages
   * @param timeout the longest that connecting to one address may take, and writing one batch
   */
  TcpPublisher(
      String name,
      Addresses addresses,
      MessageSignature signature,
      String publisherId,
      Duration timeout) {
    this.name = name;
    this.addresses = addresses;
    this.signature = signature;
    this.publisherId = publisherId;
    this.timeout = timeout;
  }

  /**
   * Sends a batch.
   *
   * @throws IOException if the peer can't be reached, closed the connection, or is too slow
   * @throws PartlyRefusedException if some samples can't be written in MessagePack; the others were
   *     sent
   * @throws UndeliverableException if none can
   */
  public synchronized void send(List<Sample> samples)
      throws IOException, PartlyRefusedException, UndeliverableException {
    ByteArrayOutputStream frames = new ByteArrayOutputStream(USUAL_SAMPLE * samples.size());
    int refused = 0;
    IllegalArgumentException first = null;
    for (Sample sample : samples) {
      try {
        frame(sample, frames);
      } catch (IllegalArgumentException unwritable) {
        refused++;
        first = first == null ? unwritable : first;
      }
    }
    if (frames.size() > 0) {
      deliver(ByteBuffer.wrap(frames.toByteArray()));
    }
    if (first != null) {
      report(refused, samples.size(), first);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    TcpConnection open = connection;
    connection = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void abort() {
    turn.abort();
  }

  private void frame(Sample sample, ByteArrayOutputStream frames) {
    byte[] message = MessagePackValues.pack(MeteringMessage.of(sample, signature, publisherId));
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    frames.writeBytes(length.putLong(message.length).array());
    frames.writeBytes(message);
  }

  private void deliver(ByteBuffer frames) throws IOException {
    try {
      turn.begin();
      TcpConnection open = connected();
      open.write(frames, timeout);
      if (!open.isAlive()) {
        throw new IOException("closed the connection");
      }
    } catch (IOException e) {
      close();
      throw new IOException("%s did not take the batch: %s".formatted(name, e.getMessage()), e);
    } finally {
      turn.end();
    }
  }

  private TcpConnection connected() throws IOException {
    TcpConnection open = connection;
    if (open != null && open.isAlive()) {
      return open;
    }
    close();
    open = connect();
    connection = open;
    return open;
  }

  private TcpConnection connect() throws IOException {
    IOException failure = null;
    for (InetSocketAddress address : addresses.get()) {
      try {
        return TcpConnection.open(address, timeout);
      } catch (IOException e) {
        if (failure != null) {
          e.addSuppressed(failure);
        }
        failure = e;
      }
    }
    throw failure == null ? new IOException("has no address") : failure;
  }

  private void report(int refused, int all, IllegalArgumentException first)
      throws PartlyRefusedException, UndeliverableException {
    String reason =
        "%d of %d samples can't be sent to %s: %s"
            .formatted(refused, all, name, first.getMessage());
    if (refused == all) {
      throw new UndeliverableException(reason, first);
    }
    throw new PartlyRefusedException(refused, reason, first);
  }
}

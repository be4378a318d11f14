package org.camelometer.publish.socket;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.List;
import org.camelometer.publish.PartlyRefusedException;
import org.camelometer.sample.MessagePackValues;
import org.camelometer.sample.MessageSignature;
import org.camelometer.sample.MeteringMessage;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/**
 * Sends each sample as one datagram with a signed metering message in MessagePack: what {@code
 * udp:} publishes. A datagram that arrives nowhere is no error. The name is looked up for each
 * batch, IPv6 addresses first; an address to which this machine can't send gives way to the next
 * one, which is then kept to for as long as it works. For any number of threads.
 */
public final class UdpPublisher implements AutoCloseable {
  private static final int LARGEST = 0xffff - 20 - 8;

  private final String name;
  private final Addresses addresses;
  private final MessageSignature signature;

  private @Nullable DatagramSocket socket;
  private int failures;

  /**
   * Sends nothing yet.
   *
   * @param name what to call the receiver
   */
  UdpPublisher(String name, Addresses addresses, MessageSignature signature) {
    this.name = name;
    this.addresses = addresses;
    this.signature = signature;
  }

  /**
   * Sends a batch; a sample that can't be sent doesn't keep the next ones back.
   *
   * @throws IOException if none could be sent
   * @throws PartlyRefusedException if some could not
   */
  public synchronized void send(List<Sample> samples) throws IOException, PartlyRefusedException {
    List<InetSocketAddress> known = addresses.get();
    int tries = known.size();
    int refused = 0;
    Exception first = null;
    for (Sample sample : samples) {
      try {
        tries = send(datagram(sample), known, tries);
      } catch (IOException | IllegalArgumentException e) {
        refused++;
        tries = e instanceof IOException ? 1 : tries; // all were tried
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      report(refused, samples.size(), first);
    }
  }

  @Override
  public synchronized void close() {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }

  /** Sends to the first address that works, at most so many; gives how many are left to try. */
  private int send(byte[] datagram, List<InetSocketAddress> known, int tries) throws IOException {
    for (int left = tries; ; left--) {
      InetSocketAddress address = known.get(failures % known.size());
      try {
        socket().send(new DatagramPacket(datagram, datagram.length, address));
        return left;
      } catch (IOException e) {
        failures = (failures + 1) % known.size();
        close();
        if (left <= 1) {
          throw e;
        }
      }
    }
  }

  private byte[] datagram(Sample sample) {
    byte[] datagram = MessagePackValues.pack(MeteringMessage.of(sample, signature));
    if (datagram.length > LARGEST) {
      throw new IllegalArgumentException(
          "a sample of %s takes %d bytes, more than a datagram holds"
              .formatted(sample.name(), datagram.length));
    }
    return datagram;
  }

  private void report(int refused, int all, Exception first)
      throws IOException, PartlyRefusedException {
    String reason =
        "%s did not take %d of %d samples: %s".formatted(name, refused, all, first.getMessage());
    if (refused == all) {
      throw new IOException(reason, first);
    }
    throw new PartlyRefusedException(refused, reason, first);
  }

  private DatagramSocket socket() throws IOException {
    if (socket == null) {
      socket = new DatagramSocket();
    }
    return socket;
  }
}

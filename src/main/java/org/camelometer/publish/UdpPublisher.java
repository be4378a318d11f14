package org.camelometer.publish;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.camelometer.sample.MessagePackValues;
import org.camelometer.sample.MessageSignature;
import org.camelometer.sample.MeteringMessage;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/**
 * Sends each sample as one datagram with a signed metering message in MessagePack: what {@code
 * udp:} publishes. A datagram that arrives nowhere is no error. The name is looked up for each
 * batch (Java keeps the answer for half a minute), and a failure moves on to the name's next
 * address; IPv6 ones come first, as in Ceilometer. For any number of threads.
 */
public final class UdpPublisher implements AutoCloseable {
  private static final int LARGEST = 0xffff - 20 - 8;

  private final String host;
  private final int port;
  private final MessageSignature signature;

  private @Nullable DatagramSocket socket;
  private @Nullable InetSocketAddress target;
  private int failures;

  UdpPublisher(String host, int port, MessageSignature signature) {
    this.host = host;
    this.port = port;
    this.signature = signature;
  }

  /**
   * Sends a batch; a sample that can't be sent doesn't keep the next ones back.
   *
   * @throws IOException if none could be sent
   * @throws PartlyRefusedException if some could not
   */
  public synchronized void send(List<Sample> samples) throws IOException, PartlyRefusedException {
    target = null;
    InetSocketAddress address = target();
    DatagramSocket open = socket();
    int refused = 0;
    Exception first = null;
    for (Sample sample : samples) {
      try {
        send(sample, open, address);
      } catch (IOException | IllegalArgumentException e) {
        refused++;
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

  private void send(Sample sample, DatagramSocket open, InetSocketAddress address)
      throws IOException {
    byte[] datagram = MessagePackValues.pack(MeteringMessage.of(sample, signature));
    if (datagram.length > LARGEST) {
      throw new IllegalArgumentException(
          "a sample of %s takes %d bytes, more than a datagram holds"
              .formatted(sample.name(), datagram.length));
    }
    try {
      open.send(new DatagramPacket(datagram, datagram.length, address));
    } catch (IOException e) {
      target = null; // the next batch tries another address
      throw e;
    }
  }

  private void report(int refused, int all, Exception first)
      throws IOException, PartlyRefusedException {
    String reason =
        "udp://%s:%d did not take %d of %d samples: %s"
            .formatted(host, port, refused, all, first.getMessage());
    if (target == null) {
      failures++;
      close();
    }
    if (refused == all) {
      throw new IOException(reason, first);
    }
    throw new PartlyRefusedException(refused, reason, first);
  }

  private InetSocketAddress target() throws IOException {
    if (target == null) {
      List<InetAddress> addresses =
          Stream.of(addresses())
              .sorted(Comparator.comparing((InetAddress a) -> !(a instanceof Inet6Address)))
              .toList();
      target = new InetSocketAddress(addresses.get(failures % addresses.size()), port);
    }
    return target;
  }

  private InetAddress[] addresses() throws IOException {
    try {
      return InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw new IOException("udp://%s:%d: nobody knows that name".formatted(host, port), e);
    }
  }

  private DatagramSocket socket() throws IOException {
    if (socket == null) {
      socket = new DatagramSocket();
    }
    return socket;
  }
}

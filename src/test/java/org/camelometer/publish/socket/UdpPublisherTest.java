package org.camelometer.publish.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.camelometer.publish.PartlyRefusedException;
import org.camelometer.publish.Publishing;
import org.camelometer.sample.MessagePackValues;
import org.camelometer.sample.MessageSignature;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UdpPublisherTest {

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "::1%lo", "::1%25lo"})
  void sendsByBothProtocols(String address) throws Exception {
    try (DatagramSocket receiver = receiver(address.replaceFirst("%.*", ""));
        UdpPublisher publisher = publisher(address, receiver.getLocalPort())) {
      publisher.send(Publishing.samples(2));
      assertThat(receive(receiver)).containsEntry("resource_id", "vm-0");
      assertThat(receive(receiver)).containsEntry("resource_id", "vm-1");
    }
  }

  @Test
  void sendsTheOthersWhenOneCannotBeSent() throws Exception {
    Sample large = Publishing.sample("large", "9".repeat(70_000));
    Sample wide = Publishing.sample("wide", BigInteger.TWO.pow(64));
    Sample good = Publishing.sample("good", BigInteger.TWO.pow(64).subtract(BigInteger.ONE));
    try (DatagramSocket receiver = receiver("127.0.0.1");
        UdpPublisher publisher = publisher("127.0.0.1", receiver.getLocalPort())) {
      assertThatThrownBy(() -> publisher.send(List.of(large, wide, good)))
          .isInstanceOfSatisfying(
              PartlyRefusedException.class, e -> assertThat(e.refused()).isEqualTo(2))
          .hasMessageContaining("more than a datagram holds");
      assertThat(receive(receiver)).containsEntry("resource_id", "good");
    }
  }

  @Test
  void failsWhenNobodyKnowsTheName() {
    try (UdpPublisher publisher = publisher("nowhere.invalid", 4952)) {
      assertThatThrownBy(() -> publisher.send(Publishing.samples(1)))
          .isInstanceOf(IOException.class)
          .hasMessage("udp://nowhere.invalid:4952: nobody knows that name");
    }
  }

  @Test
  void failsWhenNothingOfABatchCouldBeSent() {
    try (UdpPublisher publisher = publisher("127.0.0.1", 4952)) {
      Sample wide = Publishing.sample("wide", BigInteger.TWO.pow(64));
      assertThatThrownBy(() -> publisher.send(List.of(wide)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("did not take 1 of 1 samples");
    }
  }

  @Test
  void sendsToTheAddressOfAName() throws Exception {
    try (DatagramSocket receiver = receiver("localhost");
        UdpPublisher publisher = publisher("localhost", receiver.getLocalPort())) {
      publisher.send(Publishing.samples(1));
      assertThat(receive(receiver)).containsEntry("resource_id", "vm-0");
    }
  }

  @Test
  void sendsToTheNextAddressWithoutLosingASample() throws Exception {
    try (DatagramSocket receiver = receiver("127.0.0.1")) {
      InetSocketAddress good = (InetSocketAddress) receiver.getLocalSocketAddress();
      InetSocketAddress bad =
          new InetSocketAddress(InetAddress.getAllByName("::1")[0], 0); // port 0 can't be sent to
      try (UdpPublisher publisher =
          new UdpPublisher(
              "udp://both", () -> List.of(bad, good), new MessageSignature(Publishing.SECRET))) {
        publisher.send(Publishing.samples(2));
        assertThat(receive(receiver)).containsEntry("resource_id", "vm-0");
        assertThat(receive(receiver)).containsEntry("resource_id", "vm-1");
      }
    }
  }

  private static UdpPublisher publisher(String host, int port) {
    String authority = host.contains(":") ? "[" + host + "]" : host;
    return (UdpPublisher) Publishing.create("udp://" + authority + ":" + port);
  }

  private static DatagramSocket receiver(String address) throws IOException {
    DatagramSocket socket = new DatagramSocket(0, InetAddress.getAllByName(address)[0]);
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static Map<String, @Nullable Object> receive(DatagramSocket receiver) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[0xffff], 0xffff);
    receiver.receive(packet);
    return MessagePackValues.unpack(Arrays.copyOf(packet.getData(), packet.getLength()));
  }
}

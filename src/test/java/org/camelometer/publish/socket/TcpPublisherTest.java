package org.camelometer.publish.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.camelometer.publish.PartlyRefusedException;
import org.camelometer.publish.Publishing;
import org.camelometer.publish.UndeliverableException;
import org.camelometer.sample.MessagePackValues;
import org.camelometer.sample.MessageSignature;
import org.camelometer.sample.MeteringMessage;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TcpPublisherTest {
  private static final Duration SHORT = Duration.ofMillis(100);

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "[::1]", "[::1%lo]"})
  void sendsSignedFramesByBothProtocols(String host) throws Exception {
    try (ServerSocket server = listen(host);
        TcpPublisher publisher =
            (TcpPublisher)
                Publishing.create("tcp://%s:%d".formatted(host, server.getLocalPort()))) {
      List<Sample> samples = Publishing.samples(3);
      publisher.send(samples);
      try (Socket peer = server.accept()) {
        for (Sample sample : samples) {
          Map<String, @Nullable Object> message = frame(peer);
          assertThat(message).containsEntry("publisher_id", "node1");
          assertThat(new MessageSignature(Publishing.SECRET).verify(message)).isTrue();
          assertThat(MeteringMessage.sample(message)).isEqualTo(sample);
        }
      }
    }
  }

  @Test
  @Timeout(60)
  void anAbortEndsAWriteThatNobodyReads() throws Exception {
    try (ServerSocket server = listen("127.0.0.1");
        TcpPublisher publisher =
            (TcpPublisher)
                Publishing.create(
                    "tcp://127.0.0.1:%d?timeout=600".formatted(server.getLocalPort()))) {
      CompletableFuture<Void> sending =
          CompletableFuture.runAsync(
              () -> {
                while (true) {
                  assertThatCode(() -> publisher.send(Publishing.samples(1000)))
                      .doesNotThrowAnyException();
                }
              });
      try (Socket peer = server.accept()) {
        assertThat(frame(peer)).isNotEmpty();
        publisher.abort();
        assertThatThrownBy(sending::get).hasStackTraceContaining("did not take the batch");
        assertThatThrownBy(() -> publisher.send(Publishing.samples(1)))
            .hasMessageContaining("the agent ends");
      }
    }
  }

  @Test
  void keepsItsConnectionFromBatchToBatch() throws Exception {
    try (ServerSocket server = listen("127.0.0.1");
        TcpPublisher publisher = publisher(server)) {
      publisher.send(Publishing.samples(1));
      publisher.send(Publishing.samples(2));
      try (Socket peer = server.accept()) {
        assertThat(resources(peer, 3)).containsExactly("vm-0", "vm-0", "vm-1");
      }
    }
  }

  @Test
  void connectsAgainWhenThePeerHasClosed() throws Exception {
    try (ServerSocket server = listen("127.0.0.1");
        TcpPublisher publisher = publisher(server)) {
      publisher.send(Publishing.samples(1));
      try (Socket first = server.accept()) {
        assertThat(resources(first, 1)).containsExactly("vm-0");
      }
      publisher.send(Publishing.samples(2));
      try (Socket second = server.accept()) {
        assertThat(resources(second, 2)).containsExactly("vm-0", "vm-1");
      }
    }
  }

  @Test
  void ignoresWhatThePeerSays() throws Exception {
    try (ServerSocket server = listen("127.0.0.1");
        TcpPublisher publisher = publisher(server)) {
      publisher.send(Publishing.samples(1));
      try (Socket peer = server.accept()) {
        peer.getOutputStream().write(new byte[5000]);
        publisher.send(Publishing.samples(1));
        assertThat(resources(peer, 2)).containsExactly("vm-0", "vm-0");
      }
    }
  }

  @Test
  void failsTheBatchOfAPeerThatDoesNotReadAndConnectsAnewForTheNext() throws Exception {
    Sample large = Publishing.sample("large", "9".repeat(20_000_000));
    try (ServerSocket server = listen("127.0.0.1");
        TcpPublisher publisher = publisher(server)) {
      assertThatThrownBy(() -> publisher.send(List.of(large)))
          .isInstanceOf(IOException.class)
          .hasMessageMatching("tcp://peer did not take the batch: took \\d+ of 20\\d+ bytes .*");
      publisher.send(Publishing.samples(1));
      try (Socket slow = server.accept();
          Socket next = server.accept()) {
        assertThatThrownBy(() -> frame(slow)).isInstanceOf(IOException.class);
        assertThat(resources(next, 1)).containsExactly("vm-0");
      }
    }
  }

  @Test
  void sendsTheOthersWhenOneCannotBeWritten() throws Exception {
    Sample wide = Publishing.sample("wide", BigInteger.TWO.pow(64));
    try (ServerSocket server = listen("127.0.0.1");
        TcpPublisher publisher = publisher(server)) {
      assertThatThrownBy(() -> publisher.send(List.of(wide, Publishing.sample("good", 1))))
          .isInstanceOfSatisfying(
              PartlyRefusedException.class, e -> assertThat(e.refused()).isEqualTo(1))
          .hasMessageStartingWith("1 of 2 samples can't be sent to tcp://peer: ");
      assertThatThrownBy(() -> publisher.send(List.of(wide)))
          .isInstanceOf(UndeliverableException.class);
      try (Socket peer = server.accept()) {
        assertThat(resources(peer, 1)).containsExactly("good");
      }
    }
  }

  @Test
  void goesOnToTheNextAddressOfAName() throws Exception {
    try (ServerSocket server = listen("127.0.0.1");
        TcpPublisher publisher = publisher(nobodyAt("[::1]"), address(server))) {
      publisher.send(Publishing.samples(1));
      try (Socket peer = server.accept()) {
        assertThat(resources(peer, 1)).containsExactly("vm-0");
      }
    }
  }

  @Test
  void saysWhyNobodyCanBeReached() throws Exception {
    try (TcpPublisher publisher = publisher(nobodyAt("127.0.0.1"))) {
      assertThatThrownBy(() -> publisher.send(Publishing.samples(1)))
          .isInstanceOf(IOException.class)
          .hasMessage("tcp://peer did not take the batch: Connection refused");
    }
    try (TcpPublisher publisher = (TcpPublisher) Publishing.create("tcp://nowhere.invalid")) {
      assertThatThrownBy(() -> publisher.send(Publishing.samples(1)))
          .hasMessageContaining("tcp://nowhere.invalid:4952: nobody knows that name");
    }
  }

  private static TcpPublisher publisher(ServerSocket server) {
    return publisher(address(server));
  }

  private static TcpPublisher publisher(InetSocketAddress... addresses) {
    return new TcpPublisher(
        "tcp://peer",
        () -> List.of(addresses),
        new MessageSignature(Publishing.SECRET),
        "node1",
        SHORT);
  }

  private static InetSocketAddress nobodyAt(String host) throws IOException {
    try (ServerSocket gone = listen(host)) {
      return address(gone);
    }
  }

  private static InetSocketAddress address(ServerSocket server) {
    return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
  }

  private static ServerSocket listen(String host) throws IOException {
    String address = host.replaceAll("[\\[\\]]", "");
    ServerSocket server = new ServerSocket(0, 10, InetAddress.getByName(address));
    server.setSoTimeout(10_000);
    return server;
  }

  private static List<Object> resources(Socket peer, int count) throws IOException {
    List<Object> resources = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      resources.add(String.valueOf(frame(peer).get("resource_id")));
    }
    return resources;
  }

  private static Map<String, @Nullable Object> frame(Socket peer) throws IOException {
    peer.setSoTimeout(10_000);
    DataInputStream in = new DataInputStream(peer.getInputStream());
    byte[] body = new byte[Math.toIntExact(Long.reverseBytes(in.readLong()))];
    in.readFully(body);
    return MessagePackValues.unpack(body);
  }
}

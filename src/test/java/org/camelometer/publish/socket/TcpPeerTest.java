package org.camelometer.publish.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.camelometer.publish.Publishing;
import org.camelometer.sample.JsonValues;
import org.camelometer.sample.MessageSignature;
import org.camelometer.sample.MeteringMessage;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tcp:} against a receiver in Python with the library that Ceilometer packs with. */
class TcpPeerTest {

  @Test
  void isUnderstoodByAnIndependentReceiver(@TempDir Path folder) throws Exception {
    Path received = folder.resolve("received.jsonl");
    List<Sample> samples = Publishing.samples(200);
    Process peer =
        new ProcessBuilder("testbed/lib/tcp-record", "0", received.toString(), "200")
            .redirectError(folder.resolve("errors").toFile())
            .start();
    try (BufferedReader output = peer.inputReader(StandardCharsets.UTF_8)) {
      String port = output.readLine();
      assertThat(port)
          .as("python3 and its package msgpack: %s", Files.readString(folder.resolve("errors")))
          .isNotNull();
      try (TcpPublisher publisher = (TcpPublisher) Publishing.create("tcp://127.0.0.1:" + port)) {
        publisher.send(samples.subList(0, 150));
        publisher.send(samples.subList(150, 200));
      }
      assertThat(peer.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      peer.destroyForcibly();
    }
    List<String> lines = Files.readAllLines(received);
    assertThat(lines).hasSameSizeAs(samples);
    for (int i = 0; i < samples.size(); i++) {
      Map<String, @Nullable Object> message = JsonValues.readObject(lines.get(i));
      assertThat(new MessageSignature(Publishing.SECRET).verify(message)).isTrue();
      assertThat(MeteringMessage.sample(message)).isEqualTo(samples.get(i));
    }
  }
}

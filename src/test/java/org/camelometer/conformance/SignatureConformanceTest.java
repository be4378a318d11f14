package org.camelometer.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.camelometer.sample.JsonValues;
import org.camelometer.sample.MessagePackValues;
import org.camelometer.sample.MessageSignature;
import org.camelometer.sample.MeteringMessage;
import org.camelometer.sample.Sample;
import org.camelometer.sample.SampleJson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SignatureConformanceTest {

  @TestFactory
  List<DynamicTest> signsAndPacksAsCeilometer() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (var vector : Vectors.cases("signatures.json").entrySet()) {
      tests.add(Vectors.test(vector.getKey(), () -> check(vector.getValue())));
    }
    return tests;
  }

  @Test
  void decodesVerifiesAndEncodesWhatCeilometerPolled() throws IOException {
    MessageSignature signature = new MessageSignature("s3cr3t");
    List<Map<String, @Nullable Object>> messages = polled();
    assertThat(messages).isNotEmpty();
    for (Map<String, @Nullable Object> message : messages) {
      assertThat(signature.verify(message)).isTrue();
      assertThat(entries(MeteringMessage.of(MeteringMessage.sample(message), signature)))
          .containsExactlyElementsOf(entries(message));
    }
  }

  private static List<Map<String, @Nullable Object>> polled() throws IOException {
    List<Map<String, @Nullable Object>> messages = new ArrayList<>();
    for (Map<String, @Nullable Object> delivery :
        Vectors.lines("polling-messages.jsonl").values()) {
      Map<String, @Nullable Object> envelope =
          JsonValues.readObject(String.valueOf(delivery.get("body")));
      Map<String, @Nullable Object> inner =
          JsonValues.readObject(String.valueOf(envelope.get("oslo.message")));
      Object samples = Vectors.object(inner.get("payload")).get("samples");
      ((List<?>) samples).forEach(sample -> messages.add(Vectors.object(sample)));
    }
    return messages;
  }

  private static void check(Map<String, @Nullable Object> vector) throws IOException {
    MessageSignature signature = new MessageSignature(String.valueOf(vector.get("secret")));
    Map<String, @Nullable Object> message = Vectors.object(vector.get("message"));
    assertThat(signature.sign(message)).isEqualTo(message.get(MeteringMessage.SIGNATURE));
    assertThat(signature.verify(message)).isTrue();

    Sample sample = SampleJson.read(SampleJson.text(MeteringMessage.sample(message)));
    Map<String, @Nullable Object> ours = MeteringMessage.of(sample, signature);
    assertThat(entries(ours)).containsExactlyElementsOf(entries(message));

    if (vector.get("udp_msgpack_base64") instanceof String datagram) {
      byte[] bytes = Base64.getDecoder().decode(datagram);
      assertThat(MessagePackValues.pack(ours)).isEqualTo(bytes);
      assertThat(signature.verify(MessagePackValues.unpack(bytes))).isTrue();
    }
  }

  /** The entries in order, for a comparison that minds it. */
  private static List<String> entries(Map<String, ?> message) {
    return message.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
  }
}

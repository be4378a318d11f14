package org.camelometer.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetadataTest {
  private static final MessageSignature SIGNATURE = new MessageSignature("secret");

  private final Map<String, Object> plain = new LinkedHashMap<>();

  MetadataTest() {
    plain.put("name", "caf\u00e9 \"b\"");
    plain.put("flavor", Map.of("vcpus", 2L));
    plain.put("image", null);
    plain.put("ratio", 0.5);
  }

  @Test
  void readsAsTheMapThatItWasMadeOf() {
    Metadata metadata = Metadata.of(plain);

    assertThat(metadata).isEqualTo(plain).hasSameHashCodeAs(plain);
    assertThat(metadata.containsKey("image")).isTrue();
    assertThat(metadata.keySet()).containsExactly("name", "flavor", "image", "ratio");
    assertThat(Metadata.of(metadata)).isSameAs(metadata);
  }

  @Test
  void isWrittenAsAPlainMapTheFirstTimeAndEveryOther() throws IOException {
    Metadata metadata = Metadata.of(plain);
    for (int time = 0; time < 2; time++) {
      assertThat(JsonValues.text(Map.of("m", metadata)))
          .isEqualTo(JsonValues.text(Map.of("m", plain)));
      assertThat(MessagePackValues.pack(Map.of("m", metadata)))
          .isEqualTo(MessagePackValues.pack(Map.of("m", plain)));
    }
  }

  @Test
  void isSignedAsAPlainMapByWhateverSecretAndInWhateverMeter() {
    Metadata metadata = Metadata.of(plain);
    for (String meter : new String[] {"cpu", "memory"}) {
      for (String secret : new String[] {"one", "two"}) {
        MessageSignature signature = new MessageSignature(secret);
        assertThat(signature.sign(message(meter, metadata)))
            .isEqualTo(signature.sign(message(meter, plain)));
      }
    }
  }

  @Test
  void messagesWithItAreVerified() {
    Map<String, Object> message = message("cpu", Metadata.of(plain));
    message.put(MeteringMessage.SIGNATURE, SIGNATURE.sign(message));

    assertThat(SIGNATURE.verify(message)).isTrue();
  }

  private static Map<String, Object> message(String meter, Map<String, Object> metadata) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("counter_name", meter);
    message.put("resource_metadata", metadata);
    message.put("resource_id", "r");
    return message;
  }
}

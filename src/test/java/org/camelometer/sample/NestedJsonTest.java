package org.camelometer.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NestedJsonTest {
  private static final Map<String, Object> AWKWARD =
      Map.of("a \"quoted\" \\ name", List.of("é\n\t\u0001/", 1.5, true));

  @Test
  void whatIsReadFromTheStringIsWhatWasWritten() throws Exception {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("first", "\"\\\"");
    object.put("metadata", Metadata.of(AWKWARD));
    object.put("plain", AWKWARD);
    object.put("last", 3);

    Map<String, Object> outer = JsonValues.readObject(wrapped(List.of(object, object)));

    String inner = String.valueOf(outer.get("message"));
    assertThat(JsonValues.readObject("{\"all\":" + inner + "}"))
        .isEqualTo(Map.of("all", List.of(object, object)));
  }

  @Test
  void growsAsItMust() throws Exception {
    Map<String, Object> large = Map.of("text", "\"".repeat(100_000));

    Map<String, Object> outer = JsonValues.readObject(wrapped(List.of(large)));

    assertThat(String.valueOf(outer.get("message"))).isEqualTo("[" + JsonValues.text(large) + "]");
  }

  private static byte[] wrapped(List<Map<String, Object>> objects) throws IOException {
    NestedJson nested = new NestedJson(10);
    nested.raw("{\"message\":\"".getBytes(StandardCharsets.US_ASCII));
    try (JsonGenerator json = JsonValues.generator(nested)) {
      json.writeStartArray();
      for (Map<String, Object> object : objects) {
        nested.write(object, json);
      }
      json.writeEndArray();
    }
    nested.raw("\"}".getBytes(StandardCharsets.US_ASCII));
    return nested.toByteArray();
  }
}

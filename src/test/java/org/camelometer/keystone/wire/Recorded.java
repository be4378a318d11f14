package org.camelometer.keystone.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.camelometer.sample.JsonValues;

/** What real services answered. */
public final class Recorded {
  private static final Path FOLDER = Path.of("src/test/resources/conformance/openstack-api");

  private Recorded() {}

  /** An answer by its name. */
  public static Answer answer(String name) {
    try {
      Map<String, Object> about =
          JsonValues.readObject(Files.readString(FOLDER.resolve(name + ".json")));
      Map<String, String> headers = new HashMap<>();
      ((Map<?, ?>) about.get("headers"))
          .forEach(
              (key, value) ->
                  headers.put(key.toString().toLowerCase(Locale.ROOT), value.toString()));
      return new Answer(
          ((Number) about.get("status")).intValue(),
          headers,
          Files.readAllBytes(FOLDER.resolve(name + ".body")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One that nobody recorded. */
  public static Answer json(int status, String body) {
    return new Answer(
        status, Map.of("content-type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
  }

  /** The same with a header. */
  public static Answer with(String header, String value, int status) {
    return new Answer(status, Map.of(header, value), new byte[0]);
  }
}

package org.camelometer.publish.gnocchi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.camelometer.publish.UndeliverableException;
import org.camelometer.publish.http.HttpTarget;
import org.camelometer.sample.JsonValues;
import org.jspecify.annotations.Nullable;

/**
 * What Gnocchi answered.
 *
 * @param status of HTTP
 * @param body empty if there is none
 * @param target who answered
 */
record Answer(int status, String body, HttpTarget target) {
  private static final int BAD_REQUEST = 400;
  private static final int SERVER_FAILS = 500;

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  boolean isServerFault() {
    return status >= SERVER_FAILS;
  }

  /**
   * Returns if Gnocchi did what it was asked.
   *
   * @throws UndeliverableException if it never will
   * @throws IOException if it may another time
   */
  void check() throws IOException, UndeliverableException {
    target.check(status, body.getBytes(StandardCharsets.UTF_8));
  }

  /** The ids that Gnocchi refused measures for because it has no such resources. */
  Set<String> unknownResources() {
    if (status != BAD_REQUEST
        || !(description() instanceof Map<?, ?> description)
        || !"Unknown resources".equals(description.get("cause"))
        || !(description.get("detail") instanceof List<?> resources)) {
      return Set.of();
    }
    return resources.stream()
        .map(resource -> resource instanceof Map<?, ?> map ? map.get("original_resource_id") : null)
        .filter(Objects::nonNull)
        .map(String::valueOf)
        .collect(Collectors.toSet());
  }

  private @Nullable Object description() {
    try {
      return JsonValues.readObject(body).get("description");
    } catch (IOException notJson) {
      return null; // of something in front of Gnocchi, say
    }
  }
}

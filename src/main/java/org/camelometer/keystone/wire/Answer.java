package org.camelometer.keystone.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.camelometer.sample.JsonValues;
import org.jspecify.annotations.Nullable;

/**
 * What a service answered, whatever that is.
 *
 * @param headers by their names in lower case
 * @param body empty if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
public record Answer(int status, Map<String, String> headers, byte[] body) {
  private static final int UNAUTHORIZED = 401;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_FAILS = 500;
  private static final int NOT_IMPLEMENTED = 501;

  /** A header's value, however its name is written. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** Whether the token wasn't taken. */
  public boolean isUnauthorized() {
    return status == UNAUTHORIZED;
  }

  /** Whether the same request may succeed in a while. */
  boolean isPassing() {
    return status == TOO_MANY_REQUESTS || (status >= SERVER_FAILS && status != NOT_IMPLEMENTED);
  }

  /**
   * The object that the body is.
   *
   * @throws IOException if it is none
   */
  public Map<String, @Nullable Object> json() throws IOException {
    return JsonValues.readObject(body);
  }

  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The status alone: a body may hold secrets. */
  @Override
  public String toString() {
    return "answer " + status;
  }
}

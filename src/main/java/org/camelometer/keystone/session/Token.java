package org.camelometer.keystone.session;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.camelometer.keystone.Secret;
import org.camelometer.keystone.wire.Answer;

/**
 * What Keystone gave.
 *
 * @param id what services want to see
 * @param ends when services will no longer take it, by our clock
 * @param renewal when to get another, a little before
 * @param project the id of the project that it is good for; empty for other scopes
 * @param catalog empty where the token has no scope
 */
public record Token(
    Secret id, Instant ends, Instant renewal, Optional<String> project, Catalog catalog) {
  private static final Duration LONGEST_MARGIN = Duration.ofMinutes(2);
  private static final int MARGIN_SHARE = 20;

  /**
   * Reads Keystone's answer.
   *
   * @param asked when it was asked, by our clock
   * @throws IOException saying what is missing in it
   */
  static Token of(Answer answer, Instant asked) throws IOException {
    String id =
        answer
            .header("x-subject-token")
            .orElseThrow(() -> new IOException("its answer has no X-Subject-Token"));
    if (!(answer.json().get("token") instanceof Map<?, ?> token)) {
      throw new IOException("its answer has no 'token'");
    }
    Instant ends = asked.plus(life(token, asked));
    Duration margin = Duration.between(asked, ends).dividedBy(MARGIN_SHARE);
    return new Token(
        new Secret(id),
        ends,
        ends.minus(margin.compareTo(LONGEST_MARGIN) > 0 ? LONGEST_MARGIN : margin),
        project(token),
        Catalog.of(token.get("catalog")));
  }

  /** How long it lives: by Keystone's clock alone, so that ours may be wrong. */
  private static Duration life(Map<?, ?> token, Instant asked) throws IOException {
    Instant ends = time(token, "expires_at");
    Instant begins = token.get("issued_at") instanceof String ? time(token, "issued_at") : asked;
    return Duration.between(begins, ends);
  }

  private static Instant time(Map<?, ?> token, String key) throws IOException {
    try {
      return Instant.parse(String.valueOf(token.get(key)));
    } catch (DateTimeException e) {
      throw new IOException("its answer has no time in '%s'".formatted(key), e);
    }
  }

  private static Optional<String> project(Map<?, ?> token) {
    return token.get("project") instanceof Map<?, ?> project
            && project.get("id") instanceof String id
        ? Optional.of(id)
        : Optional.empty();
  }
}

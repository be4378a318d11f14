package org.camelometer.definition;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the interval of a source as Python's {@code int()} takes it. For one thread. */
final class IntervalReader {
  /** A year: more is a mistake, and far more than timers can count. */
  private static final BigDecimal LONGEST = BigDecimal.valueOf(365L * 24 * 3600);

  /** What Python's {@code int()} takes of a text. */
  private static final Pattern WHOLE = Pattern.compile("\\s*[+-]?\\d+(_\\d+)*\\s*");

  private final String shown;
  private final Problems problems;

  /**
   * Makes one.
   *
   * @param shown how sentences call the source
   */
  IntervalReader(String shown, Problems problems) {
    this.shown = shown;
    this.problems = problems;
  }

  /** The interval, if it can be used; what is wrong with it is noted. */
  Optional<Duration> read(YamlNode node) {
    Optional<BigDecimal> seconds = seconds(node).filter(s -> s.compareTo(BigDecimal.ONE) >= 0);
    if (seconds.isEmpty()) {
      noNumber(node.position(), node.text());
      return Optional.empty();
    }
    if (seconds.get().compareTo(LONGEST) > 0) {
      problems.error(
          node.position(),
          "%s: the interval '%s' is above a year; write at most %s seconds"
              .formatted(shown, node.text(), LONGEST));
      return Optional.empty();
    }
    return Optional.of(whole(seconds.get(), node));
  }

  /** Notes one that is set to nothing. */
  void missing(Position position) {
    noNumber(position, "null");
  }

  private void noNumber(Position position, String text) {
    problems.error(
        position,
        "%s: the interval '%s' is not a whole number of seconds above 0".formatted(shown, text));
  }

  /** Without its fraction, as Ceilometer takes it. */
  private Duration whole(BigDecimal seconds, YamlNode node) {
    long taken = seconds.longValue();
    if (seconds.compareTo(BigDecimal.valueOf(taken)) != 0) {
      problems.warning(
          node.position(),
          "%s: the interval %s is taken as %d s, without its fraction"
              .formatted(shown, node.text(), taken));
    }
    return Duration.ofSeconds(taken);
  }

  /** A number, or a text that is a whole one. */
  private static Optional<BigDecimal> seconds(YamlNode node) {
    Object value = node.value();
    boolean isWholeText = value instanceof String text && WHOLE.matcher(text).matches();
    if (!(value instanceof Number) && !isWholeText) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(String.valueOf(value).strip().replace("_", "")));
    } catch (NumberFormatException notFinite) {
      return Optional.empty();
    }
  }
}

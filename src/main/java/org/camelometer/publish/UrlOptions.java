package org.camelometer.publish;

import java.time.Duration;
import java.util.Locale;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.PublisherUrl;

/**
 * The options of a publisher URL as what they mean. Each method throws a {@link
 * DefinitionException} that names the option, its value and the URL's place if it can't be used.
 *
 * @param url whose options they are
 */
public record UrlOptions(PublisherUrl url) {
  private static final double MILLIS = 1000;

  /** What of Ceilometer's words for yes and no an option says. */
  public boolean flag(String option, boolean otherwise) {
    String text = url.option(option).map(String::strip).orElse(String.valueOf(otherwise));
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "1", "t", "true", "on", "y", "yes" -> true;
      case "0", "f", "false", "off", "n", "no" -> false;
      default -> throw wrong(option, "is neither true nor false");
    };
  }

  /** Whether {@link #flag} can read the option. */
  public boolean isFlag(String option) {
    return url.option(option)
        .orElse("true")
        .strip()
        .matches("(?i)[01]|t|true|f|false|on|off|y|yes|n|no");
  }

  /** A whole number within some limits. */
  public int integer(String option, int otherwise, int least, int most) {
    String text = url.option(option).map(String::strip).orElse(String.valueOf(otherwise));
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // told below, with the option
    }
    throw wrong(option, "is not a whole number from %d to %d".formatted(least, most));
  }

  /** A time in seconds, which may have a fraction; at least a millisecond. */
  public Duration seconds(String option, Duration otherwise, Duration most) {
    String text = url.option(option).map(String::strip).orElse("");
    if (!url.options().containsKey(option)) {
      return otherwise;
    }
    if (text.matches("\\d{1,6}(\\.\\d{1,9})?")) {
      Duration time = Duration.ofMillis(Math.round(Double.parseDouble(text) * MILLIS));
      if (time.compareTo(Duration.ZERO) > 0 && time.compareTo(most) <= 0) {
        return time;
      }
    }
    throw wrong(
        option, "is not a number of seconds above 0 and up to %d".formatted(most.toSeconds()));
  }

  /** The exception for an option that can't be used: {@code option 'value' of URL <fault>}. */
  public DefinitionException wrong(String option, String fault) {
    return new DefinitionException(
        url.position(),
        "%s '%s' of %s %s".formatted(option, url.option(option).orElse(""), url.display(), fault));
  }
}

package org.camelometer.component.rabbitmq;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts into words that a declared queue or exchange exists and is another: which property differs,
 * and what can be done. The broker says it as {@code inequivalent arg 'durable' for queue 'q' in
 * vhost '/': received 'false' but current is 'true'}.
 */
final class Mismatch {
  private static final Pattern TEXT =
      Pattern.compile(
          "inequivalent arg '([^']+)' for (queue|exchange) '([^']*)' in vhost '[^']*': "
              + "received (.+) but current is (.+)");
  private static final Pattern VALUE = Pattern.compile("(?:the value )?'(.*?)'(?: of type '.*')?");

  private static final Map<String, String> OPTIONS =
      Map.of(
          "durable", "durable",
          "auto_delete", "autoDelete",
          "type", "exchangeType",
          "x-queue-type", "queueType",
          "x-single-active-consumer", "singleActiveConsumer",
          "x-dead-letter-exchange", "deadLetterExchange",
          "x-dead-letter-routing-key", "deadLetterRoutingKey");

  private Mismatch() {}

  /** Why something failed at the broker, in words. */
  static String explain(Throwable failure) {
    String reason = Outage.reason(failure);
    Matcher text = TEXT.matcher(reason);
    return text.find() ? sentence(text, reason) : reason;
  }

  private static String sentence(Matcher text, String reason) {
    String kind = text.group(2);
    String option = OPTIONS.getOrDefault(text.group(1), "arg.%s.%s".formatted(kind, text.group(1)));
    String theirs = value(text.group(5));
    String remedy =
        theirs.isEmpty() ? "leave %s out".formatted(option) : "set %s=%s".formatted(option, theirs);
    return "%s '%s' exists %s, and not %s: %s, or delete the %s, or take it as it is with skip%sDeclare=true (%s)"
        .formatted(
            kind,
            text.group(3),
            shown(option, theirs),
            shown(option, value(text.group(4))),
            remedy,
            kind,
            kind.equals("queue") ? "Queue" : "Exchange",
            reason);
  }

  /** Empty = none. */
  private static String value(String words) {
    Matcher value = VALUE.matcher(words.strip());
    return value.matches() ? value.group(1) : "";
  }

  private static String shown(String option, String value) {
    return value.isEmpty() ? "without " + option : "with " + option + "=" + value;
  }
}

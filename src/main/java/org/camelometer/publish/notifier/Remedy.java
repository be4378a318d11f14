package org.camelometer.publish.notifier;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts what the component {@code rabbitmq:} says of an exchange or queue that exists with other
 * properties into the options of {@code notifier:}, and leaves out what that has no option for.
 */
final class Remedy {
  private static final Pattern SET =
      Pattern.compile("(: )(?:set|leave) (\\w[\\w.-]*)(=\\S+?)?( out)?, or ");
  private static final Pattern SKIP = Pattern.compile("skip(?:Queue|Exchange)Declare=true");

  private static final Map<String, String> OPTIONS =
      Map.of("durable", "durable", "autoDelete", "auto_delete", "queueType", "queue_type");

  private Remedy() {}

  /** The same sentence with the remedies that a publisher URL has. */
  static String of(String sentence) {
    Matcher skip = SKIP.matcher(sentence);
    if (!skip.find()) {
      return sentence;
    }
    Matcher set = SET.matcher(skip.replaceAll("declare=false"));
    return set.replaceFirst(
        found -> {
          String option = OPTIONS.get(found.group(2));
          if (option == null) {
            return Matcher.quoteReplacement(found.group(1));
          }
          return Matcher.quoteReplacement(
              found.group(3) == null
                  ? "%sleave %s out, or ".formatted(found.group(1), option)
                  : "%sset %s%s, or ".formatted(found.group(1), option, found.group(3)));
        });
  }
}

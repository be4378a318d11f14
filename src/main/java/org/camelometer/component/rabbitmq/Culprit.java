package org.camelometer.component.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the messages for which the broker closed a channel. It doesn't number them, but its words
 * say enough: {@code no exchange 'x' in vhost '/'}, {@code access to exchange 'x' in vhost '/'
 * refused}, {@code message size 200 is larger than …}, {@code user_id property set to 'x' but …}.
 */
final class Culprit {
  private static final Pattern EXCHANGE = Pattern.compile("exchange '([^']*)' in vhost");
  private static final Pattern SIZE = Pattern.compile("message size (\\d+) .*larger than");
  private static final Pattern USER = Pattern.compile("user_id property set to '([^']*)'");

  private Culprit() {}

  /** Tells the messages at fault from others; null if nobody knows, or it was no message. */
  static @Nullable Predicate<OutgoingMessage> of(ShutdownSignalException cause) {
    return cause.getReason() instanceof AMQP.Channel.Close close ? of(close.getReplyText()) : null;
  }

  static @Nullable Predicate<OutgoingMessage> of(String reason) {
    Matcher exchange = EXCHANGE.matcher(reason);
    if (exchange.find()) {
      String name = exchange.group(1);
      return message -> message.exchange().equals(name);
    }
    Matcher size = SIZE.matcher(reason);
    if (size.find()) {
      String bytes = size.group(1);
      return message -> Integer.toString(message.body().length).equals(bytes);
    }
    Matcher user = USER.matcher(reason);
    if (user.find()) {
      String name = user.group(1);
      return message -> name.equals(message.properties().getUserId());
    }
    return null;
  }
}

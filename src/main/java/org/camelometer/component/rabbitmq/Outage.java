package org.camelometer.component.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.EOFException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A time without a connection.
 *
 * @param since when it began
 * @param state what the broker does, such as "can't be reached"
 * @param reason why, as the broker or the network says it
 * @param pause before the first attempt to connect again
 */
record Outage(Instant since, State state, String reason, Duration pause) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  /** What keeps us from the broker: a change from one to another is worth a line in the log. */
  enum State {
    UNREACHABLE("can't be reached"),
    REFUSED("refuses user name or password");

    private final String words;

    State(String words) {
      this.words = words;
    }

    static State of(Throwable failure) {
      return failure instanceof PossibleAuthenticationFailureException ? REFUSED : UNREACHABLE;
    }
  }

  /** The whole as a sentence without its full stop. */
  String sentence(BrokerSettings broker) {
    String who = state == State.REFUSED ? " of user '" + broker.user() + "'" : "";
    return "RabbitMQ at %s %s%s since %s: %s; trying again in %s at first, in 30 s later"
        .formatted(
            broker.where(),
            state.words,
            who,
            TIME.format(since.atZone(ZoneId.systemDefault())),
            reason,
            seconds(pause));
  }

  private static String seconds(Duration pause) {
    return pause.toMillis() < 500
        ? pause.toMillis() + " ms"
        : Math.round(pause.toMillis() / 1000.0) + " s";
  }

  /** What lies at the bottom of a failure, in a few words. */
  static String reason(Throwable failure) {
    for (Throwable next = failure; next != null; next = next.getCause()) {
      String said = next instanceof ShutdownSignalException signal ? said(signal) : null;
      if (said != null) {
        return said;
      }
      if (next instanceof SSLException && next.getMessage() != null) {
        return "TLS failed: " + next.getMessage();
      }
      if (next instanceof EOFException) {
        return "it cut the connection";
      }
      if (next instanceof UnknownHostException) {
        return "unknown host " + next.getMessage();
      }
      if (next instanceof TimeoutException) {
        return "no answer in time";
      }
      if (next.getCause() == null) {
        return next.getMessage() == null ? next.getClass().getSimpleName() : next.getMessage();
      }
    }
    return failure.toString();
  }

  private static @Nullable String said(ShutdownSignalException signal) {
    Method reason = signal.getReason();
    if (reason instanceof AMQP.Connection.Close close) {
      return close.getReplyText();
    }
    return reason instanceof AMQP.Channel.Close close ? close.getReplyText() : null;
  }
}

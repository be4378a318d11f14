package org.camelometer.component.rabbitmq;

/**
 * RabbitMQ did not take a message, or did not say so in time; in the second case it may have it
 * nevertheless. The text is a sentence that names exchange, routing key and broker. Has no stack
 * trace of its own, since it comes from the network and for many messages at once.
 */
public final class NotPublishedException extends Exception {
  private static final long serialVersionUID = 1L;

  private NotPublishedException(String sentence, Throwable cause) {
    super(sentence, cause, false, false);
  }

  private NotPublishedException(String sentence) {
    super(sentence, null, false, false);
  }

  static NotPublishedException notSent(OutgoingMessage message, BrokerAwayException away) {
    return new NotPublishedException(
        "%s was not sent: %s".formatted(message.display(), away.getMessage()), away);
  }

  static NotPublishedException notSent(OutgoingMessage message, String broker, String reason) {
    return new NotPublishedException(
        "%s was not sent to RabbitMQ at %s: %s".formatted(message.display(), broker, reason));
  }

  static NotPublishedException notTaken(OutgoingMessage message, String broker, String reason) {
    return new NotPublishedException(
        "%s was not taken by RabbitMQ at %s: %s".formatted(message.display(), broker, reason));
  }

  static NotPublishedException notConfirmed(OutgoingMessage message, String broker, String reason) {
    return new NotPublishedException(
        "%s was not confirmed by RabbitMQ at %s: %s".formatted(message.display(), broker, reason));
  }
}

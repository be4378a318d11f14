package org.camelometer.component.rabbitmq;

/**
 * The message headers that say how one message is published, and what a received one was published
 * with, named as in Camel 3. They win over the options of the endpoint, and are never sent as
 * headers of the AMQP message.
 */
public final class RabbitmqConstants {
  /** The routing key. */
  public static final String ROUTING_KEY = "rabbitmq.ROUTING_KEY";

  /** The exchange to publish to in place of the endpoint's. */
  public static final String EXCHANGE_OVERRIDE_NAME = "rabbitmq.EXCHANGE_OVERRIDE_NAME";

  /** Whether it is a failure if no queue takes the message; a boolean. */
  public static final String MANDATORY = "rabbitmq.MANDATORY";

  /** 1 = may be lost when the broker restarts, 2 = persistent (the default). */
  public static final String DELIVERY_MODE = "rabbitmq.DELIVERY_MODE";

  /** A whole number from 0 to 255. */
  public static final String PRIORITY = "rabbitmq.PRIORITY";

  /** The MIME type of the body. */
  public static final String CONTENT_TYPE = "rabbitmq.CONTENT_TYPE";

  /** The encoding of the body, such as utf-8 or gzip. */
  public static final String CONTENT_ENCODING = "rabbitmq.CONTENT_ENCODING";

  /** The message id; without it, a mandatory message gets one of ours. */
  public static final String MESSAGE_ID = "rabbitmq.MESSAGE_ID";

  /** What the message belongs to. */
  public static final String CORRELATIONID = "rabbitmq.CORRELATIONID";

  /** The queue for answers. */
  public static final String REPLY_TO = "rabbitmq.REPLY_TO";

  /** After how many milliseconds the broker drops the message. */
  public static final String EXPIRATION = "rabbitmq.EXPIRATION";

  /** A date, or milliseconds since 1970; AMQP keeps whole seconds. */
  public static final String TIMESTAMP = "rabbitmq.TIMESTAMP";

  /** What kind of message it is. */
  public static final String TYPE = "rabbitmq.TYPE";

  /** The user that publishes; the broker refuses another than that of the connection. */
  public static final String USERID = "rabbitmq.USERID";

  /** The application that publishes. */
  public static final String APP_ID = "rabbitmq.APP_ID";

  /** The AMQP property of this name, which RabbitMQ ignores. */
  public static final String CLUSTERID = "rabbitmq.CLUSTERID";

  /** Of a received message: the exchange that it was published to. */
  public static final String EXCHANGE_NAME = "rabbitmq.EXCHANGE_NAME";

  /** Of a received message: its number on the channel, a long. */
  public static final String DELIVERY_TAG = "rabbitmq.DELIVERY_TAG";

  /** Of a received message: whether it may have been delivered before, a boolean. */
  public static final String REDELIVERY_TAG = "rabbitmq.REDELIVERY_TAG";

  /**
   * Set by a route whose exchange fails: true puts the message back into its queue, false rejects
   * it. Wins over the options.
   */
  public static final String REQUEUE = "rabbitmq.REQUEUE";

  private RabbitmqConstants() {}
}

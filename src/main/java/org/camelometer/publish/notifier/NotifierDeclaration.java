package org.camelometer.publish.notifier;

import java.util.Map;
import java.util.Set;
import org.camelometer.definition.PublisherUrl;
import org.camelometer.publish.UrlOptions;

/**
 * What {@code notifier:} declares at the broker before it sends: exchange and queue as a cloud's
 * own services declare them, since a broker refuses other properties than those that it knows.
 *
 * @param declared whether to declare at all
 * @param durable whether exchange and queue survive a restart of the broker
 * @param autoDelete whether they vanish when nobody uses them any more
 * @param arguments of the endpoint, by their names without {@code arg.}
 */
record NotifierDeclaration(
    boolean declared, boolean durable, boolean autoDelete, Map<String, Object> arguments) {
  private static final String QUEUE_TYPE = "queue_type";
  private static final String DURABLE = "durable";
  private static final String AUTO_DELETE = "auto_delete";
  private static final String DECLARE = "declare";
  private static final String QUORUM = "quorum";

  /** Names that oslo.messaging takes in a transport URL for the same. */
  private static final String OSLO_DURABLE = "amqp_durable_queues";

  private static final String OSLO_AUTO_DELETE = "amqp_auto_delete";
  private static final String OSLO_QUORUM = "rabbit_quorum_queue";

  /** The options that it is read from. */
  static final Set<String> OPTIONS =
      Set.of(
          DECLARE, DURABLE, AUTO_DELETE, QUEUE_TYPE, OSLO_DURABLE, OSLO_AUTO_DELETE, OSLO_QUORUM);

  /**
   * Reads the options.
   *
   * @throws org.camelometer.definition.DefinitionException naming one that can't be used
   */
  static NotifierDeclaration of(PublisherUrl url) {
    UrlOptions options = new UrlOptions(url);
    String type = type(options);
    boolean quorum = type.equals(QUORUM);
    boolean durable = options.flag(DURABLE, options.flag(OSLO_DURABLE, quorum));
    boolean autoDelete = options.flag(AUTO_DELETE, options.flag(OSLO_AUTO_DELETE, false));
    if (quorum && (!durable || autoDelete)) {
      String named = durable ? AUTO_DELETE : DURABLE;
      throw options.wrong(
          named, "can't be: quorum queues are durable and not deleted by themselves");
    }
    return new NotifierDeclaration(
        options.flag(DECLARE, true),
        durable,
        autoDelete,
        type.isEmpty() ? Map.of() : Map.of("queue.x-queue-type", type));
  }

  private static String type(UrlOptions options) {
    String otherwise = options.flag(OSLO_QUORUM, false) ? QUORUM : "";
    String type = options.url().option(QUEUE_TYPE).orElse(otherwise);
    if (!Set.of("", "classic", QUORUM).contains(type)) {
      throw options.wrong(QUEUE_TYPE, "is neither classic nor quorum");
    }
    return type;
  }
}

package org.camelometer.publish.notifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Problem;
import org.camelometer.definition.PublisherUrl;
import org.camelometer.publish.KnownOptions;
import org.camelometer.publish.PublisherContext;
import org.camelometer.publish.PublisherFactory;
import org.camelometer.publish.UrlOptions;
import org.camelometer.sample.MessageSignature;

/**
 * {@code notifier://[user:password@host:port[,host2…]/vhost][?topic=…&event_type=…]}. Without a
 * host it is the broker of {@value BrokerAddress#SETTING}. The event type {@code telemetry.polling}
 * makes what Ceilometer's polling agent sends, with the topic {@code notifications} unless told
 * otherwise.
 */
public final class NotifierPublisherFactory implements PublisherFactory {
  private static final String METERING = "metering";
  private static final String POLLING = "telemetry.polling";
  private static final String PER_METER = "per_meter_topic";
  private static final String FOREVER =
      "what the broker doesn't take waits in the spool and is sent again until it is taken";
  private static final KnownOptions OPTIONS =
      new KnownOptions("topic", "event_type", "driver", "ssl", "policy", PER_METER)
          .and(NotifierDeclaration.OPTIONS)
          .and(BrokerTls.OPTIONS)
          .idle("max_queue_length", "a spool is limited in bytes; write spool_max_bytes")
          .idle("max_retry", FOREVER)
          .idle("retry", FOREVER);

  @Override
  public String scheme() {
    return "notifier";
  }

  @Override
  public boolean isSpooled() {
    return true;
  }

  /** The broker confirms messages of one channel in their order. */
  @Override
  public int inFlight() {
    return 50;
  }

  @Override
  public int batchSize(PublisherUrl url, PublisherContext context) {
    return context.notifyBatchSize();
  }

  @Override
  public NotifierPublisher create(PublisherUrl url, PublisherContext context) {
    OPTIONS.check(url);
    checkDriver(url);
    String eventType = url.option("event_type").filter(t -> !t.isEmpty()).orElse(METERING);
    boolean polling = eventType.equals(POLLING);
    OsloMessage message =
        new OsloMessage(
            polling ? "ceilometer.polling" : "telemetry.publisher." + context.host(),
            eventType,
            polling,
            new MessageSignature(context.secret()),
            context.clock());
    String topic = topic(url, polling ? "notifications" : METERING);
    NotifierDeclaration declaration = NotifierDeclaration.of(url);
    BrokerAddress broker = broker(url, context);
    BrokerConnectionFactory connection =
        new BrokerConnectionFactory(
            broker,
            broker.tls() ? Optional.of(BrokerTls.of(url, context.settings())) : Optional.empty());
    return new NotifierPublisher(
        topic, message, isPerMeter(url, polling), declaration, broker, connection);
  }

  @Override
  public List<Problem> warnings(PublisherUrl url) {
    List<Problem> warnings = new ArrayList<>(OPTIONS.warnings(url));
    if (new UrlOptions(url).isFlag(PER_METER) && new UrlOptions(url).flag(PER_METER, false)) {
      warnings.add(
          Problem.warning(
              url.position(),
              "option '%s' of %s sends every sample twice to one queue, as in Ceilometer"
                  .formatted(PER_METER, url.display())));
    }
    if (!url.authority().isEmpty() && !usesTls(url)) {
      BrokerTls.OPTIONS.stream()
          .filter(url.options()::containsKey)
          .map(
              option ->
                  Problem.warning(
                      url.position(),
                      "option '%s' of %s has no effect without ssl=1"
                          .formatted(option, url.display())))
          .forEach(warnings::add);
    }
    if (url.authority().isEmpty() && url.options().containsKey("ssl")) {
      warnings.add(
          Problem.warning(
              url.position(),
              "option 'ssl' of %s has no effect: without a host it is the broker of %s"
                  .formatted(url.display(), BrokerAddress.SETTING)));
    }
    return warnings;
  }

  private static boolean isPerMeter(PublisherUrl url, boolean polling) {
    UrlOptions options = new UrlOptions(url);
    boolean perMeter = options.flag(PER_METER, false);
    if (perMeter && polling) {
      throw options.wrong(
          PER_METER, "can't be: what is of event type " + POLLING + " is read as a whole");
    }
    return perMeter;
  }

  private static void checkDriver(PublisherUrl url) {
    String driver = url.option("driver").orElse("rabbit");
    if (!List.of("rabbit", "amqp").contains(driver)) {
      throw new DefinitionException(
          url.position(),
          "driver '%s' of %s is not rabbit; for another bus write camel: and its endpoint"
              .formatted(driver, url.display()));
    }
  }

  private static String topic(PublisherUrl url, String otherwise) {
    List<String> topics = url.options().getOrDefault("topic", List.of());
    if (topics.size() > 1) {
      throw new DefinitionException(
          url.position(),
          "%s has %d topics; write one publisher for each".formatted(url.display(), topics.size()));
    }
    String topic = topics.isEmpty() || topics.get(0).isEmpty() ? otherwise : topics.get(0);
    if (!topic.matches("[A-Za-z0-9._:-]+")) {
      // It becomes part of an endpoint's URI, where other signs have meanings of their own.
      throw new DefinitionException(
          url.position(),
          "%s: a topic is made of letters, digits and . _ : - alone".formatted(url.display()));
    }
    return topic;
  }

  private static BrokerAddress broker(PublisherUrl url, PublisherContext context) {
    boolean tls = usesTls(url);
    if (url.authority().isEmpty()) {
      return BrokerAddress.of(context.settings());
    }
    String path = url.path().replaceFirst("^/", "");
    return BrokerAddress.read(
        url.authority(), path, tls, "publisher " + url.display(), url.position());
  }

  private static boolean usesTls(PublisherUrl url) {
    String ssl = url.option("ssl").orElse("0");
    return switch (ssl) {
      case "1", "true", "True" -> true;
      case "0", "false", "False" -> false;
      default ->
          throw new DefinitionException(
              url.position(), "ssl '%s' of %s is neither 1 nor 0".formatted(ssl, url.display()));
    };
  }
}

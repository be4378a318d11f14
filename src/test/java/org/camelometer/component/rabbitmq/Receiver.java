package org.camelometer.component.rabbitmq;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A started Camel context with one route from an endpoint, that remembers what came. */
final class Receiver implements AutoCloseable {
  private final DefaultCamelContext context = new DefaultCamelContext();
  private final List<Exchange> received = new CopyOnWriteArrayList<>();

  Receiver(String uri) throws Exception {
    this(uri, exchange -> {});
  }

  Receiver(String uri, Processor processor) throws Exception {
    this(uri, processor, Map.of());
  }

  /** The processor runs after the exchange was noted. */
  Receiver(String uri, Processor processor, Map<String, Object> beans) throws Exception {
    beans.forEach(context.getRegistry()::bind);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from(uri).routeId("receive").process(Receiver.this::note).process(processor);
          }
        });
    context.getShutdownStrategy().setTimeout(30);
    context.start();
  }

  private void note(Exchange exchange) {
    received.add(exchange.copy());
  }

  List<Exchange> received() {
    return received;
  }

  /** The bodies as text, in the order in which they came. */
  List<String> bodies() {
    return received.stream().map(Receiver::text).toList();
  }

  static String text(Exchange exchange) {
    return new String(exchange.getMessage().getBody(byte[].class), StandardCharsets.UTF_8);
  }

  void awaitCount(int count) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> received.size() >= count);
  }

  DefaultCamelContext context() {
    return context;
  }

  @Override
  public void close() {
    context.stop();
  }
}

package org.camelometer.runtime;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.camelometer.runtime.replay.Delivery;
import org.camelometer.sample.Sample;

/** The routes of sources and sinks alone; what would be published is written down instead. */
final class ReplayRoutes extends PipelineRoutes {
  private final List<Delivery> deliveries = new ArrayList<>();

  ReplayRoutes(Assembly assembly) {
    super(assembly);
  }

  @Override
  void publisher(Publisher publisher) {
    from("direct:" + publisher.name())
        .routeId(publisher.name())
        .process(exchange -> record(publisher, exchange));
  }

  /** What is written down keeps the order of the configuration. */
  @Override
  boolean deliversSideBySide() {
    return false;
  }

  private synchronized void record(Publisher publisher, Exchange exchange)
      throws InvalidPayloadException {
    for (Object sample : exchange.getMessage().getMandatoryBody(List.class)) {
      deliveries.add(new Delivery(publisher.url(), (Sample) sample));
    }
  }

  /** What was written down since the last call, in the order of publishing. */
  synchronized List<Delivery> take() {
    List<Delivery> taken = List.copyOf(deliveries);
    deliveries.clear();
    return taken;
  }
}

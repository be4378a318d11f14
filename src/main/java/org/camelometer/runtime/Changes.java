package org.camelometer.runtime;

import java.time.Duration;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.camelometer.poll.Change;
import org.camelometer.poll.Deadline;
import org.camelometer.poll.Discovery;
import org.camelometer.poll.PollingSource;
import org.camelometer.poll.Tick;
import org.camelometer.sample.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has resources that appear, or that are about to go, polled at once: sends each into the routes
 * {@code change-<source>} of the sources that poll its kind.
 */
final class Changes {
  private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

  /** A resource that is about to go tells nothing later. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Assembly assembly;
  private final ProducerTemplate template;
  private final List<PollingSource> sources;

  private Changes(Assembly assembly, CamelContext context) {
    this.assembly = assembly;
    this.template = context.createProducerTemplate();
    this.sources = assembly.polled();
  }

  /** Begins, once the routes run; ends with the discoveries. */
  static void watch(Assembly assembly, CamelContext context) {
    Changes changes = new Changes(assembly, context);
    assembly.catalog().discoveries().values().forEach(changes::watch);
  }

  private void watch(Discovery discovery) {
    List<PollingSource> asking =
        sources.stream().filter(source -> source.asks(discovery.name())).toList();
    if (!asking.isEmpty()) {
      discovery.watch(resource -> poll(discovery.name(), resource, asking));
    }
  }

  /** All sources share one tick, and so one reading. */
  private void poll(String discovery, Resource resource, List<PollingSource> asking) {
    Tick tick = new Tick(assembly.clock().instant(), Deadline.in(PATIENCE), resource);
    for (PollingSource source : asking) {
      try {
        String route = RouteNames.change(source.name());
        template.sendBody("direct:" + route, new Change(discovery, tick));
      } catch (CamelExecutionException | IllegalStateException e) {
        LOG.debug("{} was not polled for a change of {}", source.name(), resource.id(), e);
      }
    }
  }
}

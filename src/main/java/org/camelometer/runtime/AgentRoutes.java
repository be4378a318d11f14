package org.camelometer.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.camelometer.definition.PublisherUrl;
import org.camelometer.poll.CycleDiscovery;
import org.camelometer.poll.PollingSource;
import org.camelometer.runtime.routes.Generated;

/**
 * All routes of an agent: those of its pipelines, their publishers, and the timers of its sources.
 */
final class AgentRoutes extends PipelineRoutes {
  private final Assembly assembly;

  AgentRoutes(Assembly assembly) {
    super(assembly);
    this.assembly = assembly;
  }

  /** The routes and beans of an agent, which users' routes may name. */
  static Generated generated(Assembly assembly) {
    Map<String, Object> beans = new HashMap<>(assembly.publishers().beans());
    beans.put("taps", (Executor) Runnable::run);
    List<PublisherUrl> endpoints =
        assembly.publishers().all().stream()
            .map(Publisher::url)
            .filter(url -> url.scheme().equals("camel"))
            .toList();
    return new Generated(new AgentRoutes(assembly), beans, endpoints);
  }

  /** All routes start before the first timer fires. */
  @Override
  public void configure() throws Exception {
    super.configure();
    getContext().addStartupListener((context, alreadyStarted) -> assembly.ticks().start());
    assembly.polled().forEach(this::pollingSource);
  }

  private void pollingSource(PollingSource source) {
    String name = source.name();
    String target = assembly.notifies() ? Publishers.NOTIFY : RouteNames.source(name);
    instance("polling-source", RouteNames.poll(name))
        .parameter("source", RouteNames.of(name))
        .parameter("interval", String.valueOf(source.interval().toMillis()))
        .parameter("offset", String.valueOf(source.offset().toMillis()))
        .parameter("target", target);
    instance("polling-change", RouteNames.change(name))
        .parameter("source", RouteNames.of(name))
        .parameter("target", target);
    bind(
        "discovery-" + RouteNames.of(name),
        new CycleDiscovery(source, assembly.ticks(), assembly.catalog()));
    bind("pollsters-" + RouteNames.of(name), assembly.pollingOf(source));
  }

  @Override
  void publisher(Publisher publisher) {
    instance("publisher", publisher.name())
        .parameter("publisher", publisher.name())
        .parameter("kamelet", publisher.kamelet())
        .parameter("settings", publisher.beanName());
    bind("ledger-" + publisher.name(), publisher.ledger());
  }
}

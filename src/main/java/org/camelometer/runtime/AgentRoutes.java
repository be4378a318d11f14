package org.camelometer.runtime;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.camelometer.component.spool.SpoolEndpoint;
import org.camelometer.component.spool.SpoolStatus;
import org.camelometer.definition.PublisherUrl;
import org.camelometer.poll.CycleDiscovery;
import org.camelometer.poll.PollingSource;
import org.camelometer.publish.DeliveryLedger;
import org.camelometer.publish.Ledger;
import org.camelometer.publish.SpoolLedger;
import org.camelometer.publish.SpoolRecords;
import org.camelometer.runtime.routes.Generated;

/**
 * All routes of an agent: those of its pipelines, their publishers, and the timers of its sources.
 */
final class AgentRoutes extends PipelineRoutes {
  private final Assembly assembly;
  private final Path spools;
  private final Map<Publisher, Ledger> ledgers = new LinkedHashMap<>();

  /**
   * Prepares to make them.
   *
   * @param spools the folder of the spools
   */
  AgentRoutes(Assembly assembly, Path spools) {
    super(assembly);
    this.assembly = assembly;
    this.spools = spools;
  }

  /** The routes and beans of an agent, which users' routes may name. */
  static Generated generated(Assembly assembly) {
    Map<String, Object> beans = new HashMap<>(assembly.publishers().beans());
    beans.put("taps", (Executor) Runnable::run);
    beans.put("fan-out", (Executor) Runnable::run);
    List<PublisherUrl> endpoints =
        assembly.publishers().all().stream()
            .map(Publisher::url)
            .filter(url -> url.scheme().equals("camel"))
            .toList();
    return new Generated(new AgentRoutes(assembly, assembly.settings().spools()), beans, endpoints);
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
    if (publisher.spool().on()) {
      spooled(publisher);
    } else {
      queued(publisher);
    }
  }

  @Override
  boolean deliversSideBySide() {
    return true;
  }

  private void queued(Publisher publisher) {
    DeliveryLedger ledger = new DeliveryLedger(publisher.shown(), publisher.batchSize());
    keep(publisher, ledger);
    bind("queue-" + publisher.name(), new Backlog());
    instance("publisher", publisher.name())
        .parameter("publisher", publisher.name())
        .parameter("delivery", publisher.delivery());
    instance("deliver", publisher.delivery())
        .parameter("publisher", publisher.name())
        .parameter("delivery", publisher.delivery())
        .parameter("kamelet", publisher.kamelet())
        .parameter("settings", publisher.beanName());
  }

  private void spooled(Publisher publisher) {
    keep(publisher, new SpoolLedger(publisher.shown(), () -> status(publisher)));
    bind("records-" + publisher.name(), new SpoolRecords(publisher.batchSize()));
    withSpool(instance("publisher-spooled", publisher.name()), publisher)
        .parameter("publisher", publisher.name());
    withSpool(instance("deliver-spooled", publisher.delivery()), publisher)
        .parameter("publisher", publisher.name())
        .parameter("delivery", publisher.delivery())
        .parameter("inFlight", String.valueOf(publisher.inFlight()))
        .parameter("kamelet", publisher.kamelet())
        .parameter("settings", publisher.beanName());
  }

  private TemplatedRouteDefinition withSpool(TemplatedRouteDefinition route, Publisher publisher) {
    return route
        .parameter("spool", publisher.spoolName())
        .parameter("directory", spools.toString())
        .parameter("maxBytes", String.valueOf(publisher.spool().maxBytes()))
        .parameter("policy", publisher.spool().policy().name());
  }

  private SpoolStatus status(Publisher publisher) {
    String uri = "spool:%s?directory=RAW(%s)";
    return getContext()
        .getEndpoint(uri.formatted(publisher.spoolName(), spools), SpoolEndpoint.class)
        .status();
  }

  private void keep(Publisher publisher, Ledger ledger) {
    ledgers.put(publisher, ledger);
    bind("ledger-" + publisher.name(), ledger);
  }

  /** The accounts of all publishers whose routes were made, in their order. */
  Map<Publisher, Ledger> ledgers() {
    return Collections.unmodifiableMap(ledgers);
  }
}

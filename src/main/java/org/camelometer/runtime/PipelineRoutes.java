package org.camelometer.runtime;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.ErrorHandlerFactory;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;
import org.camelometer.definition.SinkDefinition;
import org.camelometer.definition.SourceDefinition;
import org.camelometer.poll.CycleDiscovery;
import org.camelometer.poll.CyclePolling;
import org.camelometer.poll.PollingSource;

/**
 * Makes the routes of an agent from its definitions: each a template of {@code routes/}, given
 * names and beans. All of them start before the first timer fires.
 */
final class PipelineRoutes extends RouteBuilder {
  private final Assembly assembly;

  PipelineRoutes(Assembly assembly) {
    this.assembly = assembly;
  }

  @Override
  public void configure() throws Exception {
    getContext().getCamelContextExtension().setErrorHandlerFactory(oneLineAnError());
    getContext().addStartupListener((context, alreadyStarted) -> assembly.ticks().start());
    assembly.publishers().all().forEach(this::publisher);
    assembly.sinks().forEach(this::sink);
    assembly.sources().forEach(this::source);
    assembly.polled().forEach(this::pollingSource);
  }

  /** For routes that users add: without this, Camel tells the way of the message in ten lines. */
  private static ErrorHandlerFactory oneLineAnError() {
    return new DefaultErrorHandlerDefinition().logExhaustedMessageHistory(false);
  }

  private void pollingSource(PollingSource source) {
    String name = source.name();
    String target = assembly.notifies() ? Publishers.NOTIFY : RouteNames.source(name);
    int batchSize = assembly.settings().batchSize();
    instance("polling-source", RouteNames.poll(name))
        .parameter("source", RouteNames.of(name))
        .parameter("interval", String.valueOf(source.interval().toMillis()))
        .parameter("offset", String.valueOf(source.offset().toMillis()))
        .parameter("target", target);
    bind(
        "discovery-" + RouteNames.of(name),
        new CycleDiscovery(source, assembly.ticks(), assembly.catalog()));
    bind(
        "pollsters-" + RouteNames.of(name),
        new CyclePolling(source, assembly.setAside(), batchSize));
  }

  private void source(SourceDefinition source) {
    instance("source", RouteNames.source(source.name()))
        .parameter("source", RouteNames.of(source.name()))
        .parameter("sinks", endpoints(source.sinks().stream().map(RouteNames::sink).toList()));
    bind("filter-" + RouteNames.of(source.name()), assembly.filterOf(source));
  }

  private void sink(SinkDefinition sink) {
    SinkGate gate = new SinkGate(assembly.sinkThreads());
    instance("sink", RouteNames.sink(sink.name()))
        .parameter("sink", RouteNames.of(sink.name()))
        .parameter(
            "publishers",
            endpoints(assembly.publishersOf(sink).stream().map(Publisher::name).toList()));
    bind("enter-" + RouteNames.of(sink.name()), gate.enter());
    bind("leave-" + RouteNames.of(sink.name()), gate.leave());
  }

  private void publisher(Publisher publisher) {
    instance("publisher", publisher.name())
        .parameter("publisher", publisher.name())
        .parameter("kamelet", publisher.kamelet())
        .parameter("settings", publisher.beanName());
    bind("ledger-" + publisher.name(), publisher.ledger());
  }

  /** Beans have the name of what they belong to, as the templates say. */
  private void bind(String name, Object bean) {
    getContext().getRegistry().bind(name, bean);
  }

  private TemplatedRouteDefinition instance(String template, String routeId) {
    return templatedRoute(template).routeId(routeId);
  }

  private static String endpoints(List<String> routes) {
    return routes.stream().map(route -> "direct:" + route).collect(Collectors.joining(","));
  }
}

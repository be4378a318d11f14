package org.camelometer.runtime;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.ErrorHandlerFactory;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;
import org.camelometer.definition.SinkDefinition;
import org.camelometer.definition.SourceDefinition;

/**
 * Makes the routes of sources and sinks from their definitions: each a template of {@code routes/},
 * given names and beans. What comes before sources and after sinks is the subclasses'.
 */
abstract class PipelineRoutes extends RouteBuilder {
  private final Assembly assembly;

  PipelineRoutes(Assembly assembly) {
    this.assembly = assembly;
  }

  @Override
  public void configure() throws Exception {
    getContext().getCamelContextExtension().setErrorHandlerFactory(oneLineAnError());
    assembly.publishers().all().forEach(this::publisher);
    assembly.sinks().forEach(this::sink);
    assembly.sources().forEach(this::source);
  }

  /** Makes the route {@code direct:<publisher>}, and what comes behind it. */
  abstract void publisher(Publisher publisher);

  /** Whether the publishers of a sink get a batch at the same time. */
  abstract boolean deliversSideBySide();

  /** For routes that users add: without this, Camel tells the way of the message in ten lines. */
  private static ErrorHandlerFactory oneLineAnError() {
    return new DefaultErrorHandlerDefinition().logExhaustedMessageHistory(false);
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
            endpoints(assembly.publishersOf(sink).stream().map(Publisher::name).toList()))
        .parameter("sideBySide", String.valueOf(deliversSideBySide()));
    bind("transformers-" + RouteNames.of(sink.name()), assembly.transformersOf(sink));
    bind("enter-" + RouteNames.of(sink.name()), gate.enter());
    bind("leave-" + RouteNames.of(sink.name()), gate.leave());
  }

  /** Beans have the name of what they belong to, as the templates say. */
  final void bind(String name, Object bean) {
    getContext().getRegistry().bind(name, bean);
  }

  final TemplatedRouteDefinition instance(String template, String routeId) {
    return templatedRoute(template).routeId(routeId);
  }

  private static String endpoints(List<String> routes) {
    return routes.stream().map(route -> "direct:" + route).collect(Collectors.joining(","));
  }
}

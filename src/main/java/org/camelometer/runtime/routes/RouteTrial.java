package org.camelometer.runtime.routes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.Predicate;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.dsl.support.RouteBuilderLoaderSupport;
import org.apache.camel.impl.DefaultModelReifierFactory;
import org.apache.camel.main.Main;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RoutesDefinition;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.apache.camel.model.language.SimpleExpression;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A Camel context that is thrown away and never starts: it makes routes as an agent does, but no
 * consumer and no producer, so nothing connects and no folder is created. For one thread.
 */
final class RouteTrial implements AutoCloseable {
  private final Main main = new Main();

  /**
   * Makes a context.
   *
   * @param properties what {@code application.properties} sets
   * @throws Exception if Camel refuses the properties
   */
  RouteTrial(Path directory, Map<String, String> properties) throws Exception {
    new RouteFiles(directory).configure(main, "camelometer-check");
    main.configure().withJmxEnabled(false).withRoutesCollectorEnabled(false).withAutoStartup(false);
    properties.forEach(main::addInitialProperty);
    try {
      main.init();
      context().init();
    } catch (Exception | LinkageError e) {
      close();
      throw e;
    }
  }

  /** Gives routes the beans that the agent's own have, and tells the ids of these. */
  Set<String> take(Generated generated) throws Exception {
    generated.beans().forEach(context().getRegistry()::bind);
    generated.routes().setCamelContext(context());
    generated.routes().configure();
    Set<String> ids = new TreeSet<>();
    for (TemplatedRouteDefinition route :
        generated.routes().getTemplatedRouteCollection().getTemplatedRoutes()) {
      ids.add(route.getRouteId());
    }
    return ids;
  }

  CamelContext context() {
    return main.getCamelContext();
  }

  /** Makes the beans of a file known, so that routes of other files may name them. */
  void readBeans(RouteTree tree) {
    if (!tree.isKamelet()) {
      try {
        prepared(new RouteReader()).preParseRoute(resource(tree.file()));
      } catch (Exception | LinkageError wrong) {
        // Told with its place when the file is read for its routes.
      }
    }
  }

  /** Reads a file as Camel does, and makes nothing of it. */
  RouteBuilder read(RouteTree tree, Set<Node> leftOut) throws Exception {
    Node root = tree.copy(leftOut);
    RouteBuilder builder =
        tree.isKamelet()
            ? prepared(new KameletReader()).read(resource(tree.file()), root)
            : prepared(new RouteReader()).read(resource(tree.file()), root);
    builder.setCamelContext(context());
    builder.setResource(resource(tree.file()));
    builder.getRouteCollection().setCamelContext(context());
    builder.configure();
    return builder;
  }

  /** Makes all routes of a file. */
  void make(RouteTree tree, Set<Node> leftOut) throws Exception {
    RouteBuilder builder = read(tree, leftOut);
    RoutesDefinition collection = builder.getRouteCollection();
    List<RouteDefinition> all = new ArrayList<>(collection.getRoutes());
    for (RouteTemplateDefinition template :
        builder.getRouteTemplateCollection().getRouteTemplates()) {
      all.add(template.asRouteDefinition());
    }
    for (RouteDefinition route : all) {
      if (isWanted(route)) {
        collection.prepareRoute(route);
        make(route);
      }
    }
  }

  /** Camel makes no route whose precondition doesn't hold. */
  private boolean isWanted(RouteDefinition route) {
    if (route.getPrecondition() == null) {
      return true;
    }
    Predicate holds = new SimpleExpression(route.getPrecondition()).createPredicate(context());
    holds.initPredicate(context());
    return holds.matches(new DefaultExchange(context()));
  }

  private void make(RouteDefinition definition) {
    definition.setAutoStartup("false");
    Route route = new DefaultModelReifierFactory().createRoute(context(), definition);
    if (route != null) {
      ServiceHelper.initService(route.getEventDrivenProcessors());
    }
  }

  /** A reader for one time: readers remember the beans that they met. */
  private <T extends RouteBuilderLoaderSupport> T prepared(T reader) {
    reader.setCamelContext(context());
    ServiceHelper.startService(reader);
    return reader;
  }

  private Resource resource(Path file) {
    return ResourceHelper.resolveResource(context(), "file:" + file.toAbsolutePath());
  }

  @Override
  public void close() {
    Optional.ofNullable(context()).ifPresent(CamelContext::stop);
    main.shutdown();
  }
}

package org.camelometer.keystone.wire;

import org.apache.camel.builder.RouteBuilder;

/** The route that all requests to one service pass, so that JMX counts and times them. */
final class ServiceRoute extends RouteBuilder {
  private final String id;
  private final String endpoint;

  /**
   * Prepares a route.
   *
   * @param endpoint the URI of the service's camel-http endpoint
   */
  ServiceRoute(String id, String endpoint) {
    this.id = id;
    this.endpoint = endpoint;
  }

  /** Where requests begin. */
  static String entry(String id) {
    return "direct:" + id;
  }

  @Override
  public void configure() {
    // Whoever asks hears of failures, and judges them.
    errorHandler(noErrorHandler());
    from(entry(id)).routeId(id).to(endpoint).id(id + ":send");
  }
}

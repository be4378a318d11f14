package org.camelometer.publish;

import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelometer.definition.PublisherUrl;
import org.camelometer.sample.Sample;

/** Does with entries of a sink's publishers what the agent does: makes their beans and routes. */
public final class PublisherRoutes {
  private final DefaultCamelContext camel;
  private final Map<String, String> routes = new java.util.HashMap<>();

  public PublisherRoutes(DefaultCamelContext camel) {
    this.camel = camel;
  }

  public CamelContext camel() {
    return camel;
  }

  /** Makes a publisher, known by a name of any signs. */
  public void publish(String name, String entry) throws Exception {
    PublisherUrl url = Publishing.url(entry);
    Object bean = Publishing.create(entry);
    camel.getRegistry().bind(name, bean);
    if (bean instanceof Companions more) {
      more.companions().forEach((key, one) -> camel.getRegistry().bind(name + "-" + key, one));
    }
    String routeId = "publisher-" + routes.size();
    routes.put(name, routeId);
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from("direct:" + routeId)
                .routeId(routeId)
                .to(
                    "kamelet:publisher-"
                        + url.scheme()
                        + "/in-"
                        + routeId
                        + "?publisher=RAW("
                        + name
                        + ")");
          }
        });
  }

  /** Hands it a batch, with headers that a notification may have brought along. */
  public Exchange send(String name, List<Sample> batch, Map<String, Object> headers) {
    return camel
        .createFluentProducerTemplate()
        .to("direct:" + routes.get(name))
        .withHeaders(headers)
        .withBody(batch)
        .request(Exchange.class);
  }

  /** Why it did not take a batch, null if it did. */
  public Exception failure(String name, List<Sample> batch) {
    return send(name, batch, Map.of()).getException();
  }
}

package org.camelometer.component.rabbitmq;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Is down while something keeps a producer or consumer from working, and says what. */
final class LinkHealth extends AbstractHealthCheck {
  private final Link link;
  private final String endpoint;

  /**
   * Of one producer or consumer.
   *
   * @param endpoint its URI, without secrets
   */
  LinkHealth(CamelContext context, String id, Link link, String endpoint) {
    super("camel", id);
    this.link = link;
    this.endpoint = endpoint;
    setCamelContext(context);
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    builder.detail(HealthCheck.ENDPOINT_URI, endpoint);
    String trouble = link.trouble();
    if (trouble == null) {
      builder.up();
    } else {
      builder.message(trouble + ".").down();
    }
  }
}

package org.camelometer.openstack;

import java.util.List;
import org.camelometer.keystone.client.Cloud;
import org.camelometer.keystone.session.SessionException;
import org.camelometer.poll.Discovery;
import org.camelometer.poll.StaticResource;
import org.camelometer.poll.Tick;
import org.jspecify.annotations.Nullable;

/**
 * {@code endpoint://TYPE}: the URLs of a service, in the agent's region and interfaces, as if a
 * source listed them.
 */
final class Endpoints implements Discovery {
  private final Cloud cloud;

  Endpoints(Cloud cloud) {
    this.cloud = cloud;
  }

  @Override
  public String name() {
    return "endpoint";
  }

  @Override
  public List<StaticResource> discover(Tick tick, @Nullable String parameter)
      throws SessionException {
    if (parameter == null || parameter.isBlank()) {
      throw new IllegalArgumentException(
          "the discovery endpoint needs the type of a service; write endpoint://image, say");
    }
    return cloud.endpoints(parameter).stream()
        .map(endpoint -> new StaticResource(endpoint.url().toString()))
        .toList();
  }
}

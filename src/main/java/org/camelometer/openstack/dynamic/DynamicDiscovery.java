package org.camelometer.openstack.dynamic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.camelometer.openstack.dynamic.request.Cloud;
import org.camelometer.poll.Discovery;
import org.camelometer.poll.Tick;
import org.camelometer.sample.Resource;
import org.jspecify.annotations.Nullable;

/**
 * One of the discoveries that dynamic pollsters want.
 *
 * @param name as sources and pollsters write it
 * @param search finds what a parameter means
 */
record DynamicDiscovery(String name, Search search) implements Discovery {
  static final String ENDPOINT = "endpoint";
  static final String BARBICAN = "barbican";
  static final String LOCAL_NODE = "local_node";

  /** Finds resources; the parameter is empty where there is none. */
  @FunctionalInterface
  interface Search {
    List<? extends Resource> find(String parameter) throws Exception;
  }

  /** Those that can find something here. */
  static List<Discovery> of(String host, Optional<Cloud> cloud) {
    List<Discovery> discoveries = new ArrayList<>();
    discoveries.add(new DynamicDiscovery(LOCAL_NODE, any -> List.of(new LocalNode(host))));
    discoveries.add(new DynamicDiscovery(BARBICAN, id -> credentials(id, cloud)));
    cloud.ifPresent(
        services ->
            discoveries.add(
                new DynamicDiscovery(
                    ENDPOINT,
                    type -> services.endpoints(type).stream().map(Endpoint::new).toList())));
    return discoveries;
  }

  private static List<Credentials> credentials(String id, Optional<Cloud> cloud) throws Exception {
    if (id.isEmpty()) {
      return List.of(Credentials.NONE);
    }
    return cloud.isEmpty()
        ? List.of()
        : List.of(new Credentials(id, Optional.of(cloud.get().secret(id))));
  }

  @Override
  public List<? extends Resource> discover(Tick tick, @Nullable String parameter) throws Exception {
    return search.find(parameter == null ? "" : parameter);
  }
}

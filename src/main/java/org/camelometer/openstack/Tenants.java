package org.camelometer.openstack;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camelometer.keystone.client.Cloud;
import org.camelometer.keystone.client.Paging;
import org.camelometer.keystone.wire.ServiceException;
import org.camelometer.poll.Discovery;
import org.camelometer.poll.Tick;
import org.jspecify.annotations.Nullable;

/** {@code tenant}: all projects of all domains. Takes no parameter. */
final class Tenants implements Discovery {
  static final String NAME = "tenant";

  private final Cloud cloud;
  private final boolean enabledOnly;

  /**
   * Prepares to list them.
   *
   * @param enabledOnly whether projects are left out that are disabled, or whose domain is
   */
  Tenants(Cloud cloud, boolean enabledOnly) {
    this.cloud = cloud;
    this.enabledOnly = enabledOnly;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<ApiObject> discover(Tick tick, @Nullable String parameter) throws ServiceException {
    List<ApiObject> projects = list("projects", tick);
    if (enabledOnly) {
      Set<String> domains =
          list("domains", tick).stream().map(ApiObject::id).collect(Collectors.toSet());
      projects.removeIf(project -> !domains.contains(String.valueOf(project.get("domain_id"))));
    }
    return projects;
  }

  private List<ApiObject> list(String key, Tick tick) throws ServiceException {
    String path = "/" + key + (enabledOnly ? "?enabled=true" : "");
    Listing.Source source =
        new Listing.Source("identity", keystone -> keystone.at("v3"), path, key, Paging.LINKS);
    return new Listing(cloud, NAME, source).discover(tick, null);
  }
}

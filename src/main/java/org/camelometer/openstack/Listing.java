package org.camelometer.openstack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.camelometer.keystone.client.Cloud;
import org.camelometer.keystone.client.Paging;
import org.camelometer.keystone.client.Service;
import org.camelometer.keystone.wire.ServiceException;
import org.camelometer.poll.Discovery;
import org.camelometer.poll.Tick;
import org.jspecify.annotations.Nullable;

/**
 * A discovery that is one list of one service, to its end: nothing where the catalog lacks the
 * service. Takes no parameter. What has no id is left out.
 */
final class Listing implements Discovery {
  private final Cloud cloud;
  private final String name;
  private final Source source;

  /**
   * Where a list is.
   *
   * @param type of the service
   * @param version makes of the catalog's service the one to ask
   * @param key what the list is called in the answer
   */
  record Source(
      String type, UnaryOperator<Service> version, String path, String key, Paging paging) {}

  Listing(Cloud cloud, String name, Source source) {
    this.cloud = cloud;
    this.name = name;
    this.source = source;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<ApiObject> discover(Tick tick, @Nullable String parameter) throws ServiceException {
    Optional<Service> service = cloud.service(source.type());
    if (service.isEmpty()) {
      return new ArrayList<>();
    }
    List<ApiObject> objects = new ArrayList<>();
    source
        .version()
        .apply(service.get())
        .by(tick.deadline())
        .each(
            source.path(),
            source.key(),
            source.paging(),
            fields -> {
              if (fields.get("id") instanceof String id) {
                objects.add(new ApiObject(name, id, fields));
              }
            });
    return objects;
  }
}

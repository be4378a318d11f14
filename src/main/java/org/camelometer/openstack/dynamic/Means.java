package org.camelometer.openstack.dynamic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.camelometer.openstack.dynamic.outside.OutsideRequests;
import org.camelometer.openstack.dynamic.request.Cloud;
import org.camelometer.poll.StaticResource;
import org.camelometer.poll.Tick;
import org.camelometer.sample.Resource;

/**
 * What pollsters may ask here.
 *
 * @param cloud OpenStack, if there is one
 * @param outside APIs that are none of OpenStack's
 * @param commands commands of this host, if they are switched on
 */
record Means(Optional<Cloud> cloud, OutsideRequests outside, Optional<HostCommands> commands) {

  /** Where a pollster asks for a resource; empty if the resource is of another kind. */
  Optional<Place> place(Origin.Kind kind, Resource resource) throws ReadingException {
    if (kind instanceof Origin.Service) {
      return endpoint(resource).flatMap(this::service);
    }
    if (kind instanceof Origin.Outside outsider) {
      return resource instanceof Credentials credentials
          ? Optional.of(outside(outsider, credentials.parameters()))
          : Optional.empty();
    }
    return resource instanceof LocalNode ? commands.map(CommandPlace::new) : Optional.empty();
  }

  /** Where a field asks: every endpoint of its service, or the one place that it has. */
  List<Place> places(Origin.Kind kind, Tick tick) throws ReadingException {
    List<Place> places = new ArrayList<>();
    if (kind instanceof Origin.Service service) {
      for (String endpoint : endpoints(service.type(), tick)) {
        service(endpoint).ifPresent(places::add);
      }
    } else if (kind instanceof Origin.Outside outsider) {
      places.add(outside(outsider, Optional.empty()));
    } else {
      commands.map(CommandPlace::new).ifPresent(places::add);
    }
    return places;
  }

  private List<String> endpoints(String type, Tick tick) throws ReadingException {
    if (cloud.isEmpty()) {
      return List.of();
    }
    try {
      return tick.once(new Catalog(type), () -> cloud.get().endpoints(type));
    } catch (Exception e) {
      throw new ReadingException("the catalog can't be read: " + e.getMessage());
    }
  }

  private Optional<Place> service(String url) {
    return cloud.map(requests -> new ApiPlace(url, requests));
  }

  /** An operator may list a URL where a discovery would have found it. */
  private static Optional<String> endpoint(Resource resource) {
    boolean isUrl =
        resource instanceof Endpoint
            || (resource instanceof StaticResource && UrlJoin.namesHost(resource.id()));
    return isUrl ? Optional.of(resource.id()) : Optional.empty();
  }

  private Place outside(Origin.Outside kind, Optional<List<String>> found) throws ReadingException {
    List<String> parameters = kind.parameters().or(() -> found).orElse(List.of());
    Optional<String> fault = kind.scheme().fault(parameters.size());
    if (fault.isPresent()) {
      throw new ReadingException("what proves who we are can't be used: it " + fault.get());
    }
    return new ApiPlace("", outside.as(kind.scheme().authentication(parameters)));
  }

  private record Catalog(String type) {}
}

package org.camelometer.openstack.dynamic;

import java.util.List;
import java.util.Optional;
import org.camelometer.poll.AgentContext;
import org.camelometer.poll.Meter;
import org.camelometer.poll.Pollster;
import org.camelometer.poll.Tick;
import org.camelometer.sample.PythonText;
import org.camelometer.sample.Resource;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/**
 * A pollster as its definition says. Where one resource or entry can't be read, the others are; the
 * failure is told at the end.
 */
final class DynamicPollster implements Pollster {
  private final Definition definition;
  private final Means means;
  private final String source;
  private final ResponseCache cache;

  DynamicPollster(Definition definition, Means means, AgentContext agent) {
    this.definition = definition;
    this.means = means;
    this.source = agent.sampleSource();
    this.cache = new ResponseCache(agent.clock());
  }

  @Override
  public String name() {
    return definition.name();
  }

  /** Of a pollster of several meters, one by the name with the placeholder. */
  @Override
  public List<Meter> meters() {
    return List.of(definition.meter());
  }

  @Override
  public String defaultDiscovery() {
    Origin.Kind kind = definition.origin().kind();
    if (kind instanceof Origin.Service service) {
      return DynamicDiscovery.ENDPOINT + ":" + service.type();
    }
    if (kind instanceof Origin.Outside outside) {
      // What the definition tells of our login comes before what Barbican has.
      boolean known = outside.secret().isEmpty() || outside.parameters().isPresent();
      return known ? DynamicDiscovery.BARBICAN : DynamicDiscovery.BARBICAN + ":" + outside.secret();
    }
    return DynamicDiscovery.LOCAL_NODE;
  }

  @Override
  public void poll(Tick tick, List<Resource> resources, Readings readings) throws ReadingException {
    DynamicReading reading = new DynamicReading(means, cache, tick);
    @Nullable ReadingException first = null;
    for (Resource resource : resources) {
      try {
        Optional<Place> place = means.place(definition.origin().kind(), resource);
        if (place.isPresent()) {
          reading.read(
              definition, place.get(), found -> readings.add(resource, sample(found, tick)));
        }
      } catch (ReadingException e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private Sample sample(DynamicReading.Found found, Tick tick) {
    return Sample.builder(found.meter(), definition.meter().type(), definition.meter().unit())
        .volume(found.volume())
        .owner(text(found.user()), text(found.project()))
        .resourceId(text(found.resource()))
        .timestamp(tick.timestamp())
        .metadata(found.metadata())
        .source(source)
        .build();
  }

  private static @Nullable String text(@Nullable Object id) {
    return id == null ? null : PythonText.str(id);
  }
}

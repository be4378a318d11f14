package org.camelometer.openstack;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.camelometer.poll.Meter;
import org.camelometer.poll.Pollster;
import org.camelometer.poll.Tick;
import org.camelometer.sample.Resource;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/**
 * Makes a sample of each object that a discovery found, without another request. An object that has
 * no such figure is left out.
 */
final class ObjectPollster implements Pollster {
  private final Row row;
  private final String source;

  /**
   * What makes one meter differ from another.
   *
   * @param discovery that finds the objects
   * @param volume a number, or null where the object has none
   * @param user the field that names the owner's; null where nobody owns such objects
   * @param project the same
   */
  record Row(
      Meter meter,
      String discovery,
      Function<ApiObject, @Nullable Object> volume,
      @Nullable String user,
      @Nullable String project,
      Function<ApiObject, Map<String, @Nullable Object>> metadata) {}

  /**
   * Prepares to read.
   *
   * @param source of every sample
   */
  ObjectPollster(Row row, String source) {
    this.row = row;
    this.source = source;
  }

  @Override
  public String name() {
    return row.meter().name();
  }

  @Override
  public List<Meter> meters() {
    return List.of(row.meter());
  }

  @Override
  public String defaultDiscovery() {
    return row.discovery();
  }

  @Override
  public void poll(Tick tick, List<Resource> resources, Readings readings) {
    for (Resource resource : resources) {
      if (resource instanceof ApiObject object
          && object.kind().equals(row.discovery())
          && row.volume().apply(object) instanceof Number volume) {
        readings.add(object, sample(tick, object, volume));
      }
    }
  }

  private Sample sample(Tick tick, ApiObject object, Number volume) {
    return row.meter()
        .sample()
        .volume(volume)
        .owner(field(object, row.user()), field(object, row.project()))
        .resourceId(object.id())
        .timestamp(tick.timestamp())
        .metadata(row.metadata().apply(object))
        .source(source)
        .build();
  }

  private static @Nullable String field(ApiObject object, @Nullable String name) {
    return name == null ? null : object.text(name);
  }
}

package org.camelometer.publish;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Position;
import org.camelometer.definition.PublisherUrl;
import org.camelometer.definition.Settings;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/**
 * What tests of publishers have in common: samples, a context, and factories as the agent finds
 * them.
 */
public final class Publishing {
  public static final String SECRET = "s3cr3t";
  public static final Position PLACE = new Position("pipeline.yaml", 7, 9);

  private Publishing() {}

  public static PublisherContext context(Map<String, String> settings) {
    Clock clock = Clock.fixed(Instant.parse("2026-11-20T16:51:07.554056Z"), ZoneOffset.UTC);
    return new PublisherContext(
        "node1", SECRET, Settings.of(settings), clock, 50, Path.of("no-such-folder"));
  }

  public static PublisherFactory factory(String scheme) {
    return ServiceLoader.load(PublisherFactory.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(factory -> factory.scheme().equals(scheme))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no factory for " + scheme));
  }

  public static PublisherUrl url(String entry) {
    return PublisherUrl.parse(entry, PLACE);
  }

  public static Object create(String entry) {
    PublisherUrl url = url(entry);
    return factory(url.scheme()).create(url, context(Map.of()));
  }

  /** Asserts that an entry is refused with a sentence that has these words, and with its place. */
  public static void refuses(String entry, String words) {
    assertThatThrownBy(() -> create(entry))
        .isInstanceOf(DefinitionException.class)
        .hasMessageStartingWith("pipeline.yaml:7:9: error: ")
        .hasMessageContaining(words.trim());
  }

  public static int batchSize(String entry) {
    PublisherUrl url = url(entry);
    return factory(url.scheme()).batchSize(url, context(Map.of()));
  }

  public static List<String> warnings(String entry) {
    PublisherUrl url = url(entry);
    return factory(url.scheme()).warnings(url).stream().map(Object::toString).toList();
  }

  public static List<Sample> samples(int count) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(sample("vm-" + i, i));
    }
    return samples;
  }

  public static Sample sample(String resource, @Nullable Object volume) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("display_name", "café \ud83d\ude00");
    metadata.put("task_state", null);
    return Sample.builder("cpu", MeterType.CUMULATIVE, "ns")
        .volume(volume)
        .owner(null, "p1")
        .resourceId(resource)
        .timestamp("2026-11-20T16:51:07.554056")
        .metadata(metadata)
        .id("id-" + resource)
        .build();
  }
}

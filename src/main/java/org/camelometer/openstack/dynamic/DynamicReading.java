package org.camelometer.openstack.dynamic;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.camelometer.poll.Tick;
import org.jspecify.annotations.Nullable;

/** One reading of one pollster: asks, and makes of each entry what will be samples. */
final class DynamicReading {
  private static final String VALUE = "value";

  private final Means means;
  private final ResponseCache cache;
  private final Tick tick;

  DynamicReading(Means means, ResponseCache cache, Tick tick) {
    this.means = means;
    this.cache = cache;
    this.tick = tick;
  }

  /**
   * Reads all entries of one place. Those that can't be read are left out, and the others count.
   *
   * @throws ReadingException at the end, with the first reason for which something is missing
   */
  void read(Definition definition, Place place, Consumer<Found> found) throws ReadingException {
    read(definition, place, Duration.ZERO, Map.of(), found);
  }

  private void read(
      Definition definition,
      Place place,
      Duration cached,
      Map<String, @Nullable Object> variables,
      Consumer<Found> found)
      throws ReadingException {
    Pages pages = new Pages(definition.origin(), place, tick, cache, cached);
    Pages.Entries read = pages.read(variables);
    @Nullable ReadingException first = null;
    for (Object entry : read.entries()) {
      try {
        extract(definition, entry, found);
      } catch (ReadingException e) {
        first = first == null ? e : first;
      }
    }
    if (read.failure().isPresent()) {
      throw read.failure().get();
    }
    if (first != null) {
      throw first;
    }
  }

  private void extract(Definition definition, @Nullable Object data, Consumer<Found> found)
      throws ReadingException {
    if (!(data instanceof Map<?, ?> map)) {
      throw new ReadingException("an entry is no mapping; see response_entries_key");
    }
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    map.forEach((key, value) -> entry.put(String.valueOf(key), value));
    Extraction extraction = definition.extraction();
    extraction.owners().fill(entry);
    if (extraction.figure() instanceof Extraction.Several several) {
      extract(definition, several, entry, found);
    } else if (extraction.figure() instanceof Extraction.Single single) {
      Object value = single.value().of(new LinkedHashMap<>(entry)); // '.' must not hold itself
      if (!extraction.rules().skips(value)) {
        entry.put(VALUE, extraction.rules().volume(value));
        found.accept(found(definition, definition.name(), entry));
      }
    }
  }

  /** As in Ceilometer, parts' values are not mapped, but may be skipped, by value or by name. */
  private void extract(
      Definition definition,
      Extraction.Several several,
      Map<String, @Nullable Object> entry,
      Consumer<Found> found)
      throws ReadingException {
    if (!(Attribute.ofKey(several.list()).of(entry) instanceof List<?> parts)) {
      throw new ReadingException("'[%s]' is no list".formatted(several.list()));
    }
    for (Object part : parts) {
      if (!(Attribute.ofKey(several.key()).of(part) instanceof String name)) {
        throw new ReadingException("'{%s}' is no text".formatted(several.key()));
      }
      Object value = several.value().of(part);
      entry.put(VALUE, value);
      VolumeRules rules = definition.extraction().rules();
      if (!rules.skips(value) && !rules.skips(name)) {
        found.accept(found(definition, several.meter(definition.name(), name), entry));
      }
    }
  }

  private Found found(Definition definition, String meter, Map<String, @Nullable Object> entry)
      throws ReadingException {
    Map<String, @Nullable Object> metadata = definition.extraction().metadata().of(entry);
    enrich(definition.enrichment(), entry, metadata);
    return new Found(
        meter,
        entry.get(VALUE),
        entry.get("user_id"),
        entry.get("project_id"),
        entry.get("id"),
        metadata);
  }

  /** What fields find joins the metadata; what is there already stays as it is. */
  private void enrich(
      Enrichment enrichment,
      Map<String, @Nullable Object> entry,
      Map<String, @Nullable Object> metadata)
      throws ReadingException {
    if (enrichment.fields().isEmpty()) {
      return;
    }
    Map<String, @Nullable Object> sample = new LinkedHashMap<>(entry);
    sample.put("metadata", new LinkedHashMap<>(metadata));
    if (enrichment.skips(sample)) {
      return;
    }
    Captured captured = new Captured();
    for (Enrichment.Field field : enrichment.fields()) {
      for (Place place : means.places(field.definition().origin().kind(), tick)) {
        read(field.definition(), place, field.cached(), captured.variables(sample), captured::add);
      }
    }
    captured
        .all()
        .forEach(
            (key, value) -> {
              if (!metadata.containsKey(key)) {
                metadata.put(key, value);
              }
            });
  }

  /**
   * What a sample is made of; ids may be of any kind.
   *
   * @param meter the name of its meter
   */
  record Found(
      String meter,
      @Nullable Object volume,
      @Nullable Object user,
      @Nullable Object project,
      @Nullable Object resource,
      Map<String, @Nullable Object> metadata) {}
}

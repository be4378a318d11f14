package org.camelometer.transform;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.camelometer.definition.YamlNode;
import org.jspecify.annotations.Nullable;

/**
 * What the name, or the unit, of a sample becomes: the result of {@code source.map_from} and {@code
 * target.map_to}, where both are given and it isn't empty; else that of {@code target}; else what
 * it was. Remembers its results, so that no regular expression is run for every sample. For one
 * thread.
 */
final class Mapping {
  /** More meters than anybody has; units are fewer. */
  private static final int MOST_RESULTS = 10_000;

  private final @Nullable Substitution substitution;
  private final @Nullable String target;
  private final Map<String, String> results = new HashMap<>();

  private Mapping(@Nullable Substitution substitution, @Nullable String target) {
    this.substitution = substitution;
    this.target = target;
  }

  /** Reads what is said of one attribute, {@code name} or {@code unit}. */
  static Mapping read(String attribute, Parameters source, Parameters target) {
    Parameters from = source.section("map_from");
    Parameters to = target.section("map_to");
    Optional<YamlNode> pattern = from.scalar(attribute);
    Optional<YamlNode> replacement = to.scalar(attribute);
    String text = target.text(attribute).orElse(null);
    if (pattern.isEmpty() || replacement.isEmpty()) {
      pattern.ifPresent(n -> from.warning(attribute, "does nothing without map_to in 'target'"));
      replacement.ifPresent(
          n -> to.warning(attribute, "does nothing without map_from in 'source'"));
      return new Mapping(null, text);
    }
    return new Mapping(substitution(attribute, from, to), text);
  }

  private static @Nullable Substitution substitution(
      String attribute, Parameters from, Parameters to) {
    PythonPattern pattern;
    try {
      pattern = new PythonPattern(from.text(attribute).orElse(""));
    } catch (IllegalArgumentException e) {
      from.error(attribute, "is no regular expression: " + e.getMessage());
      return null;
    }
    try {
      return new Substitution(pattern, to.text(attribute).orElse(""));
    } catch (IllegalArgumentException e) {
      to.error(attribute, "is no replacement: " + e.getMessage());
      return null;
    }
  }

  /** What a text becomes; null where there was none, and the target says nothing. */
  @Nullable String of(@Nullable String text) {
    if (substitution == null || text == null) {
      return target == null ? text : target;
    }
    String known = results.get(text);
    return known == null ? remember(text, map(substitution, text)) : known;
  }

  private String map(Substitution substitution, String text) {
    String mapped = substitution.apply(text);
    if (!mapped.isEmpty()) {
      return mapped;
    }
    return target == null ? text : target;
  }

  private String remember(String text, String mapped) {
    if (results.size() >= MOST_RESULTS) {
      results.clear();
    }
    results.put(text, mapped);
    return mapped;
  }
}

package org.camelometer.publish;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Problem;
import org.camelometer.definition.PublisherUrl;

/** The options that URLs of one scheme may have. Immutable. */
final class KnownOptions {
  private final Set<String> effective;
  private final Map<String, String> idle;

  KnownOptions(String... effective) {
    this(Set.of(effective), Map.of());
  }

  private KnownOptions(Set<String> effective, Map<String, String> idle) {
    this.effective = effective;
    this.idle = idle;
  }

  /** The same, and an option of Ceilometer's that does nothing here. */
  KnownOptions idle(String option, String reason) {
    Map<String, String> more = new LinkedHashMap<>(idle);
    more.put(option, reason);
    return new KnownOptions(effective, more);
  }

  /** Refuses a URL with other options. */
  void check(PublisherUrl url) {
    List<Problem> problems =
        url.options().keySet().stream()
            .filter(option -> !effective.contains(option) && !idle.containsKey(option))
            .map(option -> Problem.error(url.position(), unknown(option, url)))
            .toList();
    if (!problems.isEmpty()) {
      throw new DefinitionException(problems);
    }
  }

  /** One for each option that does nothing. */
  List<Problem> warnings(PublisherUrl url) {
    return url.options().keySet().stream()
        .filter(idle::containsKey)
        .map(
            option ->
                Problem.warning(
                    url.position(),
                    "option '%s' of %s has no effect: %s"
                        .formatted(option, url.display(), idle.get(option))))
        .toList();
  }

  private String unknown(String option, PublisherUrl url) {
    Set<String> known = new TreeSet<>(effective);
    known.addAll(idle.keySet());
    String sentence = "option '%s' of %s is unknown; ".formatted(option, url.display());
    if (known.isEmpty()) {
      return sentence + url.scheme() + ": takes none";
    }
    String nearest = nearest(option, known);
    return sentence
        + (nearest.isEmpty()
            ? "known are " + String.join(", ", known)
            : "did you mean '%s'?".formatted(nearest));
  }

  private static String nearest(String option, Set<String> known) {
    String name = option.toLowerCase(Locale.ROOT).replace('-', '_');
    String nearest = "";
    int least = 1 + Math.max(2, name.length() / 3);
    for (String candidate : known) {
      int distance = distance(name, candidate);
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }

  /** How many letters must be changed, added or left out to make one of the other (Levenshtein). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}

package org.camelometer.publish;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Nearest;
import org.camelometer.definition.Problem;
import org.camelometer.definition.PublisherUrl;

/**
 * The options that URLs of one scheme may have; those of the spool in front of it always.
 * Immutable.
 */
public final class KnownOptions {
  private static final Set<String> OF_THE_SPOOL =
      Set.of("spool", "spool_policy", "spool_max_bytes");

  private final Set<String> effective;
  private final Map<String, String> idle;

  /** Those that do something. */
  public KnownOptions(String... effective) {
    this(Set.of(effective), Map.of());
  }

  private KnownOptions(Set<String> effective, Map<String, String> idle) {
    this.effective = effective;
    this.idle = idle;
  }

  /** The same, and some more. */
  public KnownOptions and(Collection<String> more) {
    Set<String> all = new HashSet<>(effective);
    all.addAll(more);
    return new KnownOptions(all, idle);
  }

  /** The same, and an option of Ceilometer's that does nothing here. */
  public KnownOptions idle(String option, String reason) {
    Map<String, String> more = new LinkedHashMap<>(idle);
    more.put(option, reason);
    return new KnownOptions(effective, more);
  }

  /** Whether an option is one of these, or of the spool in front. */
  public boolean has(String option) {
    return OF_THE_SPOOL.contains(option) || effective.contains(option) || idle.containsKey(option);
  }

  /**
   * Refuses a URL with other options.
   *
   * @throws DefinitionException naming each of them and the URL's place
   */
  public void check(PublisherUrl url) {
    List<Problem> problems =
        url.options().keySet().stream()
            .filter(option -> !has(option))
            .map(option -> Problem.error(url.position(), unknown(option, url)))
            .toList();
    if (!problems.isEmpty()) {
      throw new DefinitionException(problems);
    }
  }

  /** One for each option that does nothing. */
  public List<Problem> warnings(PublisherUrl url) {
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

  /** Of options that aren't of these, the one that each probably should be: a slip goes unseen. */
  public List<Problem> nearMisses(PublisherUrl url) {
    return url.options().keySet().stream()
        .filter(option -> !has(option))
        .flatMap(
            option -> Nearest.to(option, effective).map(near -> miss(option, near, url)).stream())
        .toList();
  }

  private static Problem miss(String option, String near, PublisherUrl url) {
    return Problem.warning(
        url.position(),
        "option '%s' of %s goes to the server as part of the address; did you mean '%s'?"
            .formatted(option, url.display(), near));
  }

  private String unknown(String option, PublisherUrl url) {
    Set<String> known = new TreeSet<>(effective);
    known.addAll(idle.keySet());
    String hint =
        known.isEmpty() ? "; %s: takes none".formatted(url.scheme()) : Nearest.hint(option, known);
    return "option '%s' of %s is unknown%s".formatted(option, url.display(), hint);
  }
}

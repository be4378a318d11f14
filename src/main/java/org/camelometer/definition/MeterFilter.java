package org.camelometer.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which meters a source takes. Deny comes before allow: a name that any {@code !pattern} matches is
 * out; one that any other pattern matches is in; where every pattern denies, the rest is in.
 * Remembers its answers, since it is asked for every sample. For any number of threads.
 */
public final class MeterFilter {
  /** More meters than anybody has; their names come from outside. */
  private static final int MOST_ANSWERS = 10_000;

  private final List<String> patterns;
  private final List<Glob> denied = new ArrayList<>();
  private final List<Glob> allowed = new ArrayList<>();
  private final Map<String, Boolean> answers = new ConcurrentHashMap<>();

  /** A filter of patterns that {@link #faults} has nothing against. */
  public MeterFilter(List<String> patterns) {
    this.patterns = List.copyOf(patterns);
    for (String pattern : patterns) {
      if (pattern.startsWith("!")) {
        denied.add(new Glob(pattern.substring(1)));
      } else {
        allowed.add(new Glob(pattern));
      }
    }
  }

  public boolean matches(String meter) {
    Boolean known = answers.get(meter);
    if (known == null) {
      known = decide(meter);
      if (answers.size() < MOST_ANSWERS) {
        answers.put(meter, known);
      }
    }
    return known;
  }

  /** Whether it takes a meter by its own name, not by a glob or because it denies others alone. */
  public boolean names(String meter) {
    return matches(meter) && allowed.stream().anyMatch(glob -> glob.toString().equals(meter));
  }

  private boolean decide(String meter) {
    if (denied.stream().anyMatch(glob -> glob.matches(meter))) {
      return false;
    }
    return allowed.isEmpty() || allowed.stream().anyMatch(glob -> glob.matches(meter));
  }

  /**
   * The entry by which a meter is in: the first that allows it, or all of them where they only
   * deny; empty if it is out.
   */
  public Optional<String> entry(String meter) {
    if (!matches(meter)) {
      return Optional.empty();
    }
    return Optional.of(
        allowed.stream()
            .filter(glob -> glob.matches(meter))
            .map(Glob::toString)
            .findFirst()
            .orElseGet(() -> String.join(", ", patterns)));
  }

  /** The entry by which a meter is left out, if there is one. */
  public Optional<String> denial(String meter) {
    return denied.stream().filter(glob -> glob.matches(meter)).map(glob -> "!" + glob).findFirst();
  }

  public List<String> patterns() {
    return patterns;
  }

  /**
   * What is wrong with a list of patterns, by Ceilometer's rules: names and exclusions don't mix,
   * nor do {@code *} and names. Entries that begin with a star but go on are neither.
   */
  public static List<String> faults(List<String> patterns) {
    List<String> faults = new ArrayList<>();
    boolean excluded = patterns.stream().anyMatch(p -> p.startsWith("!"));
    boolean included = patterns.stream().anyMatch(p -> !p.startsWith("!") && !p.startsWith("*"));
    if (patterns.isEmpty()) {
      faults.add("the list of meters is empty; name some, or write '*' for all");
    }
    if (patterns.contains("")) {
      faults.add("a meter can't be empty; name one, or write '*' for all");
    } else if (included && excluded) {
      faults.add("meters to take and meters to leave out (with '!') can't stand in one list");
    }
    if (included && patterns.contains("*")) {
      faults.add(
          "'*' can't stand beside other names; it takes every meter but derived ones such as"
              + " cpu_util, which go into a source of their own, or list all meters by name");
    }
    return faults;
  }

  @Override
  public String toString() {
    return patterns.toString();
  }
}

package org.camelometer.runtime;

import java.util.List;
import java.util.Optional;
import org.camelometer.definition.Glob;
import org.camelometer.definition.MeterFilter;
import org.camelometer.definition.Nearest;
import org.camelometer.poll.Pollster;

/**
 * One entry of a list of meters.
 *
 * @param text as it is written: a name or a glob, with {@code !} before it if it leaves out
 */
record MeterPattern(String text) {

  /** Whether it leaves out what it matches. */
  boolean denies() {
    return text.startsWith("!");
  }

  private String name() {
    return denies() ? text.substring(1) : text;
  }

  /** Why it is probably not what was meant, as the rest of a sentence, if it is not. */
  Optional<String> objection(List<Pollster> known) {
    List<String> met = met(known);
    if (met.isEmpty()) {
      List<String> names = known.stream().map(Pollster::name).toList();
      String hint = Nearest.to(name(), names).map("; did you mean '%s'?"::formatted).orElse("");
      String verb = denies() ? "leaves out" : "names";
      return Optional.of(
          "%s the meter '%s', which nothing here polls%s".formatted(verb, name(), hint));
    }
    return denies() || known.stream().anyMatch(this::takes)
        ? Optional.empty()
        : Optional.of(
            "gets nothing by '%s': %s must be named in full%s"
                .formatted(text, met.get(0), Advice.more(met.size() - 1)));
  }

  private List<String> met(List<Pollster> known) {
    Glob glob = new Glob(name());
    return known.stream().map(Pollster::name).filter(glob::matches).toList();
  }

  /** Whether a source gets a pollster by this entry alone. */
  boolean takes(Pollster pollster) {
    return !denies() && pollster.isSelectedBy(new MeterFilter(List.of(text)));
  }
}

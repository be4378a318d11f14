package org.camelometer.definition;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects problems while something is read, so that all of them are reported, each once. For one
 * thread.
 */
public final class Problems {
  private final Set<Problem> problems = new LinkedHashSet<>();

  public void error(Position position, String sentence) {
    problems.add(Problem.error(position, sentence));
  }

  public void warning(Position position, String sentence) {
    problems.add(Problem.warning(position, sentence));
  }

  public void addAll(Collection<Problem> others) {
    problems.addAll(others);
  }

  /** Everything noted so far, in the order of finding. */
  public List<Problem> list() {
    return List.copyOf(problems);
  }

  public boolean hasErrors() {
    return problems.stream().anyMatch(Problem::isError);
  }

  /**
   * Ends the reading.
   *
   * @throws DefinitionException with everything noted, if any of it is an error
   */
  public void throwIfErrors() {
    if (hasErrors()) {
      throw new DefinitionException(list());
    }
  }
}

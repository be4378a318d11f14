package org.camelometer.definition;

import java.util.List;
import java.util.stream.Collectors;

/** What users wrote can't be used; carries every problem found, not the first alone. */
public final class DefinitionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public DefinitionException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public DefinitionException(Position position, String sentence) {
    this(List.of(Problem.error(position, sentence)));
  }

  public List<Problem> problems() {
    return problems;
  }
}

package org.camelometer.definition;

/**
 * Something wrong in what a user wrote: where, how bad, and a sentence that says what would be
 * right.
 */
public record Problem(Position position, Severity severity, String sentence) {

  /** Whether the agent refuses to start. */
  public enum Severity {
    ERROR,
    WARNING;

    private final String text = name().toLowerCase(java.util.Locale.ROOT);

    @Override
    public String toString() {
      return text;
    }
  }

  public static Problem error(Position position, String sentence) {
    return new Problem(position, Severity.ERROR, sentence);
  }

  public static Problem warning(Position position, String sentence) {
    return new Problem(position, Severity.WARNING, sentence);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** {@code file:line:column: error: sentence}. */
  @Override
  public String toString() {
    return position + ": " + severity + ": " + sentence;
  }
}

package org.camelometer.definition;

/**
 * A place in something that a user wrote.
 *
 * @param file the file as the user knows it, or what stands for it ({@code environment})
 * @param line from 1; 0 where the whole file is meant
 * @param column from 1; 0 where the whole file is meant
 */
public record Position(String file, int line, int column) {

  /** The file as a whole. */
  public static Position of(String file) {
    return new Position(file, 0, 0);
  }

  /** {@code file:line:column}, or the file alone. */
  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line + ":" + column;
  }
}

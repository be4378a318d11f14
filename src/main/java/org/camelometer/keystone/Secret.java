package org.camelometer.keystone;

/**
 * A text that is shown to nobody but the server that it is for.
 *
 * @param value the text
 */
public record Secret(String value) {

  /** Stars, however long it is. */
  @Override
  public String toString() {
    return "***";
  }
}

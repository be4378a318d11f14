package org.camelometer.component.spool;

/**
 * From where to where a store's messages reach.
 *
 * @param oldest the id of the oldest; if there is none, the one that the next will have at least
 * @param since when the oldest was put in, in milliseconds since 1970; 0 if there is none
 * @param newest the highest id that was ever used
 */
record Span(long oldest, long since, long newest) {
  static final Span NONE = new Span(1, 0, 0);
}

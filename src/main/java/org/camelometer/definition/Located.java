package org.camelometer.definition;

/**
 * A text that a user wrote, and where it stands.
 *
 * @param text as written, without quotes
 * @param position where it begins
 */
public record Located(String text, Position position) {}

package org.camelometer.component.spool;

/** The message headers of {@code spool:}. */
public final class SpoolConstants {
  /** How many things a message stands for in the totals; a whole number, 1 without it. */
  public static final String UNITS = "spool.UNITS";

  /** Told to consumers: the number of the message in its spool. */
  public static final String ID = "spool.ID";

  /** Told to consumers: when it was put in, in milliseconds since 1970. */
  public static final String SINCE = "spool.SINCE";

  /** Told to consumers: how often it was tried in vain before. */
  public static final String ATTEMPTS = "spool.ATTEMPTS";

  private SpoolConstants() {}
}

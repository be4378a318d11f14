package org.camelometer.component.spool;

import org.apache.camel.spi.Metadata;

/** The message headers of {@code spool:}. */
public final class SpoolConstants {
  /**
   * How many things a message stands for in the totals; a whole number, 1 without it. With a list
   * as body, it may be a list of numbers.
   */
  @Metadata(
      label = "producer",
      description = "How many things a message stands for in the totals; 1 without it.",
      javaType = "Integer")
  public static final String UNITS = "spool.UNITS";

  /**
   * Set by a consumer's route that succeeded: how many of the message's units it could not deliver.
   */
  @Metadata(
      label = "consumer",
      description =
          "To be set by a consumer's route that succeeds: how many of the message's units it could"
              + " not deliver.",
      javaType = "Integer")
  public static final String REFUSED = "spool.REFUSED";

  /** Told to consumers: the number of the message in its spool. */
  @Metadata(
      label = "consumer",
      description = "The number of the message in its spool.",
      javaType = "Long")
  public static final String ID = "spool.ID";

  /** Told to consumers: when it was put in, in milliseconds since 1970. */
  @Metadata(
      label = "consumer",
      description = "When the message was put in, in milliseconds since 1970.",
      javaType = "Long")
  public static final String SINCE = "spool.SINCE";

  /** Told to consumers: how often it was tried in vain before. */
  @Metadata(
      label = "consumer",
      description = "How often the message was tried in vain before.",
      javaType = "Integer")
  public static final String ATTEMPTS = "spool.ATTEMPTS";

  private SpoolConstants() {}
}

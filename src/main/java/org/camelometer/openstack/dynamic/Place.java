package org.camelometer.openstack.dynamic;

import java.time.Duration;

/** Somewhere to have answers from: a service, an API, this host. For one reading. */
interface Place {

  /** What a pollster's URL or command means here. */
  Location first(String text, boolean asWritten) throws ReadingException;

  /** What an answer's next page means here, after the first location. */
  Location next(Location first, String text) throws ReadingException;

  /** The answer's text. */
  String ask(Location location, Origin.Asking asking, Duration timeout) throws ReadingException;

  /**
   * A whole URL or command.
   *
   * @param asWritten whether an operator wrote it, and no part of it is anybody's data
   * @param followed whether an answer named it
   */
  record Location(String text, boolean asWritten, boolean followed) {

    /** Without a query, which may hold secrets. */
    String shown() {
      return text.replaceFirst("[?#].*", "");
    }
  }
}

package org.camelometer.component.rabbitmq;

import java.util.Locale;

/**
 * What a connection is for. A broker short of memory or disk stops reading from connections that
 * publish; acknowledgements on the same connection would wait as well.
 */
enum Role {
  PUBLISHING,
  CONSUMING;

  /** For people: the broker shows it in its list of connections. */
  String display() {
    return name().toLowerCase(Locale.ROOT);
  }
}

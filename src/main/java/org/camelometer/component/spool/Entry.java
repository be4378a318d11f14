package org.camelometer.component.spool;

import java.util.Map;

/** A message as a spool keeps it; not to be changed. */
final class Entry {
  /** What a record takes in a file beside its body and headers, about. */
  private static final int OVERHEAD = 64;

  private final byte[] body;
  private final byte[] headers;
  private final int units;

  private Entry(byte[] body, byte[] headers, int units) {
    this.body = body;
    this.headers = headers;
    this.units = units;
  }

  /**
   * Makes one.
   *
   * @param headers of which those are kept whose values are texts, numbers and booleans
   * @param units how many things it stands for in the totals
   */
  static Entry of(byte[] body, Map<String, Object> headers, int units) {
    return new Entry(body, HeaderCodec.encode(headers), units);
  }

  /** One as it was stored. */
  static Entry stored(byte[] body, byte[] headers, int units) {
    return new Entry(body, headers, units);
  }

  byte[] body() {
    return body;
  }

  byte[] encodedHeaders() {
    return headers;
  }

  Map<String, Object> headers() {
    return HeaderCodec.decode(headers);
  }

  int units() {
    return units;
  }

  /** How many bytes of a spool's limit it takes. */
  long size() {
    return (long) body.length + headers.length + OVERHEAD;
  }
}

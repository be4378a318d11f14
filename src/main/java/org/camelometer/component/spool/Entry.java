package org.camelometer.component.spool;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.zip.CRC32C;

/** What is kept of a message; not to be changed. */
final class Entry {
  /** What a message takes in a file beside its body and headers, about. */
  private static final int OVERHEAD = 64;

  private final byte[] body;
  private final byte[] headers;
  private final int units;
  private final long checksum;

  private Entry(byte[] body, byte[] headers, int units) {
    this.body = body;
    this.headers = headers;
    this.units = units;
    CRC32C sum = new CRC32C();
    sum.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, units));
    sum.update(headers);
    sum.update(body);
    this.checksum = sum.getValue();
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

  /** CRC32C of its units, headers and body: shows whether a file gave it back as it was. */
  long checksum() {
    return checksum;
  }

  /** How many bytes of a spool's limit it takes. */
  long size() {
    return (long) body.length + headers.length + OVERHEAD;
  }
}

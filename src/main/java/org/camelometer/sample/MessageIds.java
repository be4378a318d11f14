package org.camelometer.sample;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * Gives out message ids: UUIDs of version 1 as text, as Ceilometer's are. The time is that of the
 * call, or a little more where a thread asks faster than clocks tick. Each thread has a node of its
 * own, drawn from 61 random bits, so that no two threads of any two processes give out the same id.
 * For any number of threads; none waits for another.
 */
public final class MessageIds {
  private static final ThreadLocal<MessageIds> OF_THREAD = ThreadLocal.withInitial(MessageIds::new);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** From the beginning of the Gregorian calendar to 1970, in units of 100 ns. */
  private static final long GREGORIAN = 0x01B2_1DD2_1381_4000L;

  private static final long UNITS_PER_MILLISECOND = 10_000;
  private static final long MULTICAST = 0x0100_0000_0000L;

  private final byte[] text = new byte[36];
  private long latest;

  private MessageIds() {
    long random = RANDOM.nextLong();
    write(0x8000 | ((random >>> 48) & 0x3FFF), 4, 19);
    write((random & 0xFFFF_FFFF_FFFFL) | MULTICAST, 12, 24);
    text[8] = text[13] = text[18] = text[23] = '-';
  }

  /** An id that nobody has had before. */
  public static String next() {
    return OF_THREAD.get().draw();
  }

  private String draw() {
    long now = System.currentTimeMillis() * UNITS_PER_MILLISECOND + GREGORIAN;
    latest = Math.max(latest + 1, now);
    write(latest, 8, 0);
    write(latest >>> 32, 4, 9);
    write(((latest >>> 48) & 0x0FFF) | 0x1000, 4, 14);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private void write(long value, int digits, int from) {
    long rest = value;
    for (int i = from + digits - 1; i >= from; i--) {
      text[i] = HEX[(int) (rest & 15)];
      rest >>>= 4;
    }
  }
}

package org.camelometer.publish.otlp;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An ExportMetricsServiceResponse of OTLP 1, as far as it tells of a partial success. One that
 * can't be read tells of none: the status says already that the request was taken.
 *
 * @param rejected data points that were not taken
 * @param message why; may be empty
 */
record OtlpAnswer(long rejected, String message) {
  private static final int TYPE = 7;
  private static final int FIELD_ONE = 1 << 3;
  private static final int VARINT = 0;
  private static final int DELIMITED = 2;
  private static final int VARINT_BITS = 7;

  /** Reads the beginning of a body. */
  static OtlpAnswer read(byte @Nullable [] body) {
    if (body != null) {
      ByteBuffer in = ByteBuffer.wrap(body);
      try {
        if (in.hasRemaining() && varint(in) == (FIELD_ONE | DELIMITED)) {
          return partialSuccess(delimited(in));
        }
      } catch (BufferUnderflowException | IllegalArgumentException e) {
        // It is something else.
      }
    }
    return new OtlpAnswer(0, "");
  }

  private static OtlpAnswer partialSuccess(ByteBuffer in) {
    long rejected = 0;
    String message = "";
    while (in.hasRemaining()) {
      long tag = varint(in);
      if (tag == (FIELD_ONE | VARINT)) {
        rejected = varint(in);
      } else if ((tag & TYPE) == DELIMITED) {
        message = StandardCharsets.UTF_8.decode(delimited(in)).toString();
      } else {
        throw new IllegalArgumentException("there is no such field");
      }
    }
    return new OtlpAnswer(rejected, message);
  }

  /** As much as there is: a long message may have been cut off. */
  private static ByteBuffer delimited(ByteBuffer in) {
    int length = (int) Math.min(Math.max(varint(in), 0), in.remaining());
    ByteBuffer content = in.slice(in.position(), length);
    in.position(in.position() + length);
    return content;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += VARINT_BITS) {
      byte next = in.get();
      value |= (long) (next & Byte.MAX_VALUE) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number has too many bytes");
  }
}

package org.camelometer.publish.otlp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes one message in protobuf's wire format, field by field. What is written is there also if it
 * is nought: who writes a message leaves out what its readers take for granted. For one thread.
 */
final class Protobuf {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int DELIMITED = 2;
  private static final int TYPE_BITS = 3;
  private static final int VARINT_BITS = 7;
  private static final int MORE = 0x80;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** A field of type uint32, uint64, bool or an enum. */
  Protobuf number(int field, long value) {
    varint((long) field << TYPE_BITS | VARINT);
    varint(value);
    return this;
  }

  /** A field of type fixed64 or sfixed64, or the bits of a double. */
  Protobuf fixed(int field, long bits) {
    varint((long) field << TYPE_BITS | FIXED64);
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.writeBytes(bytes.putLong(bits).array());
    return this;
  }

  Protobuf text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  Protobuf message(int field, Protobuf message) {
    return bytes(field, message.bytes());
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  private Protobuf bytes(int field, byte[] value) {
    varint((long) field << TYPE_BITS | DELIMITED);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & -MORE) != 0) {
      out.write((int) (rest & (MORE - 1)) | MORE);
      rest >>>= VARINT_BITS;
    }
    out.write((int) rest);
  }
}

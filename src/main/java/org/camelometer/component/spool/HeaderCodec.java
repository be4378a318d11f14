package org.camelometer.component.spool;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Headers as bytes: their number, and of each its name, a letter for its type, and its value. Texts
 * are UTF-8 behind their length. No object of any other class is ever made of stored bytes.
 */
final class HeaderCodec {
  private HeaderCodec() {}

  /** Leaves out headers of other types, and Camel's own. */
  static byte[] encode(Map<String, Object> headers) {
    Map<String, Object> kept = new LinkedHashMap<>();
    headers.forEach(
        (name, value) -> {
          if (!name.startsWith("Camel") && isSimple(value)) {
            kept.put(name, value);
          }
        });
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(kept.size());
      for (Map.Entry<String, Object> header : kept.entrySet()) {
        writeText(header.getKey(), out);
        write(header.getValue(), out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory can't be written to", e);
    }
    return bytes.toByteArray();
  }

  private static boolean isSimple(Object value) {
    return value instanceof String
        || value instanceof Boolean
        || value instanceof Integer
        || value instanceof Long
        || value instanceof Double;
  }

  private static void write(Object value, DataOutputStream out) throws IOException {
    if (value instanceof String text) {
      out.writeByte('s');
      writeText(text, out);
    } else if (value instanceof Boolean truth) {
      out.writeByte('b');
      out.writeBoolean(truth);
    } else if (value instanceof Integer number) {
      out.writeByte('i');
      out.writeInt(number);
    } else if (value instanceof Long number) {
      out.writeByte('l');
      out.writeLong(number);
    } else {
      out.writeByte('d');
      out.writeDouble((Double) value);
    }
  }

  private static void writeText(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /**
   * The headers again, which the caller may change.
   *
   * @throws IllegalArgumentException if the bytes are none of ours
   */
  static Map<String, Object> decode(byte[] bytes) {
    Map<String, Object> headers = new LinkedHashMap<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        headers.put(readText(in), read(in));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("these are no stored headers", e);
    }
    return headers;
  }

  private static Object read(DataInputStream in) throws IOException {
    int type = in.readByte();
    return switch (type) {
      case 's' -> readText(in);
      case 'b' -> in.readBoolean();
      case 'i' -> in.readInt();
      case 'l' -> in.readLong();
      case 'd' -> in.readDouble();
      default -> throw new IOException("there is no type " + type);
    };
  }

  private static String readText(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("a text can't have " + length + " bytes");
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }
}

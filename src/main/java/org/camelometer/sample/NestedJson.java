package org.camelometer.sample;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON that is a string in other JSON, as oslo.messaging wraps its messages. What is written to it
 * has to be JSON in ASCII signs, as {@link JsonValues} writes it: quotes and backslashes are
 * escaped, everything else stays. For one thread.
 */
public final class NestedJson extends OutputStream {
  private byte[] bytes;
  private int size;

  /**
   * Begins with nothing.
   *
   * @param usual how many bytes there will be, more or less
   */
  public NestedJson(int usual) {
    bytes = new byte[usual];
  }

  /** Some JSON as it stands within a string. */
  static byte[] of(String json) {
    NestedJson nested = new NestedJson(json.length() + json.length() / 4);
    nested.write(json.getBytes(StandardCharsets.US_ASCII));
    return nested.toByteArray();
  }

  /** Writes what is outside of the string, or escaped already. */
  public void raw(byte[] ready) {
    room(ready.length);
    System.arraycopy(ready, 0, bytes, size, ready.length);
    size += ready.length;
  }

  /**
   * Writes an object by a generator of this stream. Metadata in it aren't escaped anew each time.
   */
  public void write(Map<String, ? extends @Nullable Object> object, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, ? extends @Nullable Object> entry : object.entrySet()) {
      json.writeFieldName(entry.getKey());
      if (entry.getValue() instanceof Metadata metadata) {
        json.writeRawValue(""); // so that the generator writes the colon
        json.flush();
        raw(metadata.nestedJson());
      } else {
        JsonValues.write(entry.getValue(), json);
      }
    }
    json.writeEndObject();
  }

  @Override
  public void write(int sign) {
    write(new byte[] {(byte) sign});
  }

  @Override
  public void write(byte[] from) {
    write(from, 0, from.length);
  }

  @Override
  public void write(byte[] from, int offset, int length) {
    room(2 * length);
    int end = size;
    for (int i = offset; i < offset + length; i++) {
      byte sign = from[i];
      if (sign == '"' || sign == '\\') {
        bytes[end++] = '\\';
      }
      bytes[end++] = sign;
    }
    size = end;
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length + bytes.length / 2));
    }
  }

  /** A copy of what was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }
}

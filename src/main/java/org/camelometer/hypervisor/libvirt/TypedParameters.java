package org.camelometer.hypervisor.libvirt;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * libvirt's lists of named values. The layout is that of {@code virTypedParameter} in
 * libvirt-common.h, which is part of libvirt's stable ABI.
 */
final class TypedParameters {
  private static final int NAME_SIZE = 80;
  private static final int VALUE_AT = 88;
  private static final int PARAMETER_SIZE = 96;

  private TypedParameters() {}

  /** By their names: Long, Double, Boolean or String; the caller may change the map. */
  static Map<String, Object> of(@Nullable Pointer parameters, int count) {
    Map<String, Object> figures = new HashMap<>();
    if (parameters != null) {
      byte[] bytes = parameters.getByteArray(0, count * PARAMETER_SIZE);
      ByteBuffer fields = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
      for (int at = 0; at < bytes.length; at += PARAMETER_SIZE) {
        Object value = value(fields, at);
        if (value != null) {
          figures.put(name(bytes, at), value);
        }
      }
    }
    return figures;
  }

  private static String name(byte[] bytes, int at) {
    int end = at;
    while (end < at + NAME_SIZE && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, at, end - at, StandardCharsets.ISO_8859_1);
  }

  /** The value by its {@code virTypedParameterType}; null for a type that is new. */
  private static @Nullable Object value(ByteBuffer fields, int at) {
    int value = at + VALUE_AT;
    return switch (fields.getInt(at + NAME_SIZE)) {
      case 1 -> (long) fields.getInt(value);
      case 2 -> Integer.toUnsignedLong(fields.getInt(value));
      case 3, 4 -> fields.getLong(value);
      case 5 -> fields.getDouble(value);
      case 6 -> fields.get(value) != 0;
      case 7 -> text(fields.getLong(value));
      default -> null;
    };
  }

  private static @Nullable String text(long address) {
    return address == 0 ? null : new Pointer(address).getString(0, "UTF-8");
  }
}

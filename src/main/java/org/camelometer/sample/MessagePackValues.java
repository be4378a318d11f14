package org.camelometer.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessagePacker;
import org.msgpack.core.MessageUnpacker;

/**
 * JSON values as MessagePack, byte for byte as Ceilometer's {@code udp://} and {@code tcp://} pack
 * them: integers as short as they go, floats with 64 bits, strings as strings, maps in their order.
 * For any number of threads.
 */
public final class MessagePackValues {
  /** A datagram's; the usual buffer is four times as large, and made anew for each. */
  private static final int USUAL_SIZE = 2048;

  private static final MessagePack.PackerConfig PACKER =
      new MessagePack.PackerConfig().withBufferSize(USUAL_SIZE);

  private MessagePackValues() {}

  /**
   * Packs a map.
   *
   * @throws IllegalArgumentException if an integer needs more than 64 bits, which MessagePack lacks
   */
  public static byte[] pack(Map<String, ?> map) {
    try (MessageBufferPacker packer = PACKER.newBufferPacker()) {
      pack(map, packer);
      return packer.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("memory can't be written to", e);
    }
  }

  /**
   * Unpacks one map. Binary values and strings both become strings.
   *
   * @throws IOException if it isn't one
   */
  public static Map<String, @Nullable Object> unpack(byte[] bytes) throws IOException {
    try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes)) {
      return unpackMap(unpacker);
    } catch (MessagePackException e) {
      throw new IOException("this is no MessagePack map: " + e.getMessage(), e);
    }
  }

  static void pack(@Nullable Object value, MessagePacker packer) throws IOException {
    if (value instanceof String text) {
      packer.packString(text);
    } else if (value instanceof Number number) {
      packNumber(number, packer);
    } else if (value instanceof Metadata metadata) {
      packer.writePayload(metadata.messagePack());
    } else if (value instanceof Map<?, ?> map) {
      packer.packMapHeader(map.size());
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        packer.packString(String.valueOf(entry.getKey()));
        pack(entry.getValue(), packer);
      }
    } else if (value instanceof Collection<?> list) {
      packer.packArrayHeader(list.size());
      for (Object item : list) {
        pack(item, packer);
      }
    } else if (value instanceof Boolean truth) {
      packer.packBoolean(truth);
    } else if (value == null) {
      packer.packNil();
    } else {
      packer.packString(value.toString());
    }
  }

  private static void packNumber(Number number, MessagePacker packer) throws IOException {
    if (number instanceof Double || number instanceof Float || number instanceof BigDecimal) {
      packer.packDouble(number.doubleValue());
    } else if (number instanceof BigInteger integer) {
      packer.packBigInteger(integer);
    } else {
      packer.packLong(number.longValue());
    }
  }

  static Map<String, @Nullable Object> unpackMap(MessageUnpacker unpacker) throws IOException {
    int size = unpacker.unpackMapHeader();
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      map.put(String.valueOf(unpackValue(unpacker)), unpackValue(unpacker));
    }
    return map;
  }

  static @Nullable Object unpackValue(MessageUnpacker unpacker) throws IOException {
    return switch (unpacker.getNextFormat().getValueType()) {
      case NIL -> {
        unpacker.unpackNil();
        yield null;
      }
      case BOOLEAN -> unpacker.unpackBoolean();
      case INTEGER -> smallest(unpacker.unpackBigInteger());
      case FLOAT -> unpacker.unpackDouble();
      case STRING -> unpacker.unpackString();
      case BINARY ->
          new String(unpacker.readPayload(unpacker.unpackBinaryHeader()), StandardCharsets.UTF_8);
      case ARRAY -> unpackList(unpacker);
      case MAP -> unpackMap(unpacker);
      case EXTENSION -> throw new IOException("an extension type has no place in a message");
    };
  }

  private static List<@Nullable Object> unpackList(MessageUnpacker unpacker) throws IOException {
    int size = unpacker.unpackArrayHeader();
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      list.add(unpackValue(unpacker));
    }
    return list;
  }

  /** The kind of number that reading JSON gives, so that samples compare equal. */
  private static Number smallest(BigInteger integer) {
    if (integer.bitLength() < Integer.SIZE) {
      return integer.intValue();
    }
    return integer.bitLength() < Long.SIZE ? (Number) integer.longValue() : integer;
  }
}

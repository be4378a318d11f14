package org.camelometer.sample;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.ExtensionTypeHeader;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ValueType;

/** Reads one batch in the form of {@link BatchCodec}. For one thread. */
final class BatchReader implements AutoCloseable {
  /** The least that a sample takes, in bytes: so that a wrong number can't ask for all memory. */
  private static final int LEAST = 12;

  private final byte[] bytes;
  private final MessageUnpacker unpacker;
  private final List<String> texts = new ArrayList<>();
  private final List<Metadata> metadata = new ArrayList<>();

  BatchReader(byte[] bytes) {
    this.bytes = bytes;
    this.unpacker = MessagePack.newDefaultUnpacker(bytes);
  }

  Batch read() throws IOException {
    int version = unpacker.unpackInt();
    if (version != BatchCodec.VERSION) {
      throw new IOException("a batch of version %d can't be read here".formatted(version));
    }
    int count = unpacker.unpackInt();
    if (count < 0 || count > bytes.length / LEAST) {
      throw new IOException("%d bytes don't hold %d samples".formatted(bytes.length, count));
    }
    List<Sample> samples = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      samples.add(sample());
    }
    return Batch.of(samples);
  }

  private Sample sample() throws IOException {
    return new Sample(
        required(),
        MeterType.of(required()),
        text(),
        volume(),
        text(),
        text(),
        text(),
        text(),
        metadata(),
        required(),
        unpacker.unpackString(),
        unpacker.tryUnpackNil() ? null : Double.valueOf(unpacker.unpackDouble()));
  }

  private String required() throws IOException {
    String text = text();
    if (text == null) {
      throw new IOException("a sample without a name or a source");
    }
    return text;
  }

  private @Nullable String text() throws IOException {
    int number = unpacker.unpackInt();
    if (number == texts.size() + 1) {
      texts.add(unpacker.unpackString());
    }
    return number == 0 ? null : texts.get(number - 1);
  }

  private @Nullable Object volume() throws IOException {
    if (unpacker.getNextFormat().getValueType() != ValueType.EXTENSION) {
      return MessagePackValues.unpackValue(unpacker);
    }
    ExtensionTypeHeader header = unpacker.unpackExtensionTypeHeader();
    if (header.getType() != BatchWriter.NUMBER) {
      throw new IOException("there is no kind of volume " + header.getType());
    }
    String text = new String(unpacker.readPayload(header.getLength()), StandardCharsets.US_ASCII);
    boolean whole = text.chars().allMatch(sign -> sign == '-' || Character.isDigit(sign));
    return whole ? (Number) new BigInteger(text) : new BigDecimal(text);
  }

  private Metadata metadata() throws IOException {
    int number = unpacker.unpackInt();
    if (number == metadata.size() + 1) {
      metadata.add(Metadata.of(newMetadata()));
    }
    return metadata.get(number - 1);
  }

  private Map<String, @Nullable Object> newMetadata() throws IOException {
    return unpacker.getNextFormat().getValueType() == ValueType.MAP
        ? MessagePackValues.unpackMap(unpacker)
        : JsonValues.readObject(unpacker.unpackString());
  }

  @Override
  public void close() throws IOException {
    unpacker.close();
  }
}

package org.camelometer.sample;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** Writes one batch in the form of {@link BatchCodec}. For one thread. */
final class BatchWriter implements AutoCloseable {
  /** Kind of an extension: a number that MessagePack lacks, as text. */
  static final byte NUMBER = 1;

  private final MessageBufferPacker packer = MessagePack.newDefaultBufferPacker();
  private final Map<String, Integer> texts = new HashMap<>();

  /** By identity: samples of one resource have the same one, and comparing them takes long. */
  private final IdentityHashMap<Map<String, @Nullable Object>, Integer> metadata =
      new IdentityHashMap<>();

  byte[] write(List<Sample> samples) throws IOException {
    packer.packInt(BatchCodec.VERSION);
    packer.packInt(samples.size());
    for (Sample sample : samples) {
      write(sample);
    }
    return packer.toByteArray();
  }

  private void write(Sample sample) throws IOException {
    writeText(sample.name());
    writeText(sample.type().text());
    writeText(sample.unit());
    writeVolume(sample.volume());
    writeText(sample.userId());
    writeText(sample.projectId());
    writeText(sample.resourceId());
    writeText(sample.timestamp());
    writeMetadata(sample.resourceMetadata());
    writeText(sample.source());
    packer.packString(sample.id());
    if (sample.monotonicTime() == null) {
      packer.packNil();
    } else {
      packer.packDouble(sample.monotonicTime());
    }
  }

  private void writeText(@Nullable String text) throws IOException {
    if (text == null) {
      packer.packInt(0);
      return;
    }
    Integer known = texts.get(text);
    if (known != null) {
      packer.packInt(known);
    } else {
      texts.put(text, texts.size() + 1);
      packer.packInt(texts.size());
      packer.packString(text);
    }
  }

  private void writeVolume(@Nullable Object volume) throws IOException {
    if (volume instanceof BigInteger || volume instanceof BigDecimal) {
      byte[] text = volume.toString().getBytes(StandardCharsets.US_ASCII);
      packer.packExtensionTypeHeader(NUMBER, text.length);
      packer.writePayload(text);
    } else {
      MessagePackValues.pack(volume, packer);
    }
  }

  /** As MessagePack; as JSON where it holds a number that MessagePack lacks. */
  private void writeMetadata(Map<String, @Nullable Object> map) throws IOException {
    Integer known = metadata.get(map);
    if (known != null) {
      packer.packInt(known);
      return;
    }
    metadata.put(map, metadata.size() + 1);
    packer.packInt(metadata.size());
    Metadata written = Metadata.of(map);
    try {
      packer.writePayload(written.messagePack());
    } catch (IllegalArgumentException tooLarge) {
      packer.packString(JsonValues.text(written));
    }
  }

  @Override
  public void close() throws IOException {
    packer.close();
  }
}

package org.camelometer.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.msgpack.core.MessagePackException;

/**
 * Samples as bytes to be kept for a while, and back: nothing of them is lost. What samples share is
 * written once: texts, and the metadata of a resource. For any number of threads.
 *
 * <p>The form is MessagePack: the version {@value #VERSION}, the number of samples, and of each
 * sample its fields in the order of {@link Sample}'s. A text or metadata that was there before is
 * its number; a new one has the next number, and follows it. Number 0 is null.
 */
public final class BatchCodec {
  static final int VERSION = 1;

  private BatchCodec() {}

  /** The bytes of some samples. */
  public static byte[] encode(List<Sample> samples) {
    try (BatchWriter writer = new BatchWriter()) {
      return writer.write(samples);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can't be written to", e);
    }
  }

  /**
   * The samples again, in a batch after which more may come.
   *
   * @throws IOException if the bytes are none of {@link #encode}'s
   */
  public static Batch decode(byte[] bytes) throws IOException {
    try (BatchReader reader = new BatchReader(bytes)) {
      return reader.read();
    } catch (MessagePackException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException("these bytes are no batch of samples: " + e.getMessage(), e);
    }
  }
}

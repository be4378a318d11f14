package org.camelometer.publish;

import java.io.IOException;
import java.util.List;
import org.camelometer.sample.Batch;
import org.camelometer.sample.BatchCodec;
import org.camelometer.sample.Sample;

/**
 * Makes records of batches, as a publisher's spool keeps them, and batches of records again. A
 * record holds as many samples as the publisher sends at once, so that it succeeds or fails as a
 * whole. For any number of threads.
 *
 * @param size the most samples of a record
 */
public record SpoolRecords(int size) {

  /** The records of a batch. */
  public List<byte[]> encode(List<Sample> batch) {
    return Batch.chunks(batch, size).stream().map(BatchCodec::encode).toList();
  }

  /** How many samples each of them holds. */
  public List<Integer> units(List<Sample> batch) {
    return Batch.chunks(batch, size).stream().map(Batch::size).toList();
  }

  /**
   * The samples of a record.
   *
   * @throws UndeliverableException if it is none of ours
   */
  public Batch decode(byte[] bytes) throws UndeliverableException {
    try {
      return BatchCodec.decode(bytes);
    } catch (IOException e) {
      throw new UndeliverableException("a record can't be read: " + e.getMessage(), e);
    }
  }
}

package org.camelometer.sample;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of an exchange: some samples of one publish context, and whether they are its last.
 *
 * <p>It is a {@code List<Sample>} to every route step that wants one. Immutable.
 */
public final class Batch extends AbstractList<Sample> {
  private final List<Sample> samples;
  private final boolean last;

  private Batch(List<Sample> samples, boolean last) {
    this.samples = List.copyOf(samples);
    this.last = last;
  }

  /** A batch after which more of its publish context may come. */
  public static Batch of(List<Sample> samples) {
    return new Batch(samples, false);
  }

  /** The end of a publish context: no samples, but every sink that it reaches is flushed. */
  public static Batch flush() {
    return new Batch(List.of(), true);
  }

  /** Samples cut into batches of a size; the last may be smaller. */
  public static List<Batch> chunks(List<Sample> samples, int size) {
    List<Batch> chunks = new ArrayList<>();
    for (int from = 0; from < samples.size(); from += size) {
      int to = samples.size() - from > size ? from + size : samples.size();
      chunks.add(of(samples.subList(from, to)));
    }
    return chunks;
  }

  /** Other samples at the same place of the publish context. */
  public Batch with(List<Sample> others) {
    return new Batch(others, last);
  }

  /** Whether the publish context ends here, so that sinks give out what they held back for it. */
  public boolean isLast() {
    return last;
  }

  @Override
  public Sample get(int index) {
    return samples.get(index);
  }

  @Override
  public int size() {
    return samples.size();
  }
}

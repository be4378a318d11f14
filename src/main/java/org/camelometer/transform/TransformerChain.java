package org.camelometer.transform;

import java.util.ArrayList;
import java.util.List;
import org.camelometer.sample.Batch;
import org.camelometer.sample.Sample;

/**
 * The transformers of one sink, in order. One thread at a time hands batches in; any may ask for
 * the steps and their figures.
 */
public final class TransformerChain {
  private final List<Step> steps;

  TransformerChain(List<Step> steps) {
    this.steps = List.copyOf(steps);
  }

  /**
   * Runs a batch through. At the end of a publish context it is followed by what each transformer
   * held back, which has then gone through all behind it. Never throws; stays at the same place of
   * the publish context.
   */
  public Batch transform(Batch batch) {
    if (steps.isEmpty()) {
      return batch;
    }
    List<Sample> out = new ArrayList<>(through(batch, 0));
    if (batch.isLast()) {
      for (int i = 0; i < steps.size(); i++) {
        out.addAll(through(steps.get(i).flush(), i + 1));
      }
      steps.forEach(Step::end);
    }
    return batch.with(out);
  }

  private List<Sample> through(List<Sample> samples, int from) {
    List<Sample> out = samples;
    for (int i = from; i < steps.size() && !out.isEmpty(); i++) {
      out = steps.get(i).handle(out);
    }
    return out;
  }

  /** Its transformers in order. */
  public List<Step> steps() {
    return steps;
  }
}

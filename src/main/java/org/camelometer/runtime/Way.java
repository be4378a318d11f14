package org.camelometer.runtime;

import java.util.List;
import java.util.Optional;
import org.camelometer.definition.PublisherUrl;
import org.camelometer.definition.SinkDefinition;
import org.camelometer.definition.SourceDefinition;
import org.camelometer.transform.MeterShape;
import org.camelometer.transform.Step;

/**
 * The way of a meter through one pipeline.
 *
 * @param meter as it comes
 * @param source which takes it
 * @param entry by which of its entries
 * @param sink to which the source hands it
 * @param passages the transformers that it meets, in order; the last may swallow it
 */
record Way(
    MeterShape meter,
    SourceDefinition source,
    String entry,
    SinkDefinition sink,
    List<Passage> passages) {

  /**
   * A transformer on the way.
   *
   * @param out as which the meter goes on; empty if it never does
   */
  record Passage(Step step, MeterShape in, Optional<MeterShape> out) {}

  /** As what the meter reaches the publishers; empty if it doesn't. */
  Optional<MeterShape> leaves() {
    return passages.isEmpty() ? Optional.of(meter) : passages.get(passages.size() - 1).out();
  }

  List<PublisherUrl> publishers() {
    return sink.publishers();
  }
}

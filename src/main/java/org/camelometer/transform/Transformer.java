package org.camelometer.transform;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/**
 * Derives samples from samples: one appearance in a sink's {@code transformers}.
 *
 * <p>One thread at a time calls it, since a sink takes one batch at a time; it need not be the same
 * thread each time. It must not block: it works on what it has in memory. It may hold state, which
 * all sources of the sink share, and which must stay bounded, whatever comes. {@link #entries},
 * {@link #held} and {@link #counts} may be asked by any thread at any time.
 */
public interface Transformer {

  /**
   * Takes one sample.
   *
   * @return what goes on to the next transformer; null if the sample is swallowed or held back
   * @throws RuntimeException if this sample can't be used; it alone is lost, and what comes later
   *     must not suffer from it
   */
  @Nullable Sample handle(Sample sample);

  /**
   * Ends a publish context: what was held back and is due now. Called once for each pipeline that
   * the sink is part of, so maybe several times without a sample in between.
   *
   * @throws PartlyFlushedException if some of it couldn't be made
   */
  default List<Sample> flush() {
    return List.of();
  }

  /**
   * Drops the state of what wasn't seen for {@link TransformerContext#forgetAfter}. Called at the
   * end of each publish context, after {@link #flush}, so it must be cheap when there is nothing to
   * drop.
   */
  default void forget() {}

  /** How many (meter, resource) pairs, or whatever its state is kept by, it knows. */
  default int entries() {
    return 0;
  }

  /** How many samples it holds back to give them out later; a kill loses them. */
  default int held() {
    return 0;
  }

  /** How many samples it swallowed so far, by reasons such as {@code out-of-order}. */
  default Map<String, Long> counts() {
    return Map.of();
  }

  /**
   * What samples of a meter leave as; empty if they never leave. Depends on the parameters alone.
   */
  Optional<MeterShape> describe(MeterShape in);

  /** A sentence that says why it makes no sense for a meter; empty if it does. */
  default Optional<String> objection(MeterShape in) {
    return Optional.empty();
  }
}

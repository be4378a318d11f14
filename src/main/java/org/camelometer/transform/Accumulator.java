package org.camelometer.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/**
 * Holds samples back until there are enough of them, of whatever meter, and then gives all out as
 * they came. A size below 1 holds nothing back.
 */
public final class Accumulator implements Transformer {
  private final long size;
  private final List<Sample> samples = new ArrayList<>();
  private final AtomicInteger held = new AtomicInteger();

  private Accumulator(Parameters parameters) {
    if (parameters.has("size") && parameters.node("size").isEmpty()) {
      parameters.error("size", "must be a number, but is null");
    }
    size = parameters.number("size").map(Accumulator::up).orElse(1L);
    if (size < 1) {
      parameters.warning("size", "is %d: nothing is held back".formatted(size));
    }
  }

  /** Of 2.5, the third sample is the first that is enough. */
  private static long up(Number size) {
    return (long) Math.ceil(size.doubleValue());
  }

  @Override
  public @Nullable Sample handle(Sample sample) {
    if (size < 1) {
      return sample;
    }
    samples.add(sample);
    held.lazySet(samples.size());
    return null;
  }

  @Override
  public List<Sample> flush() {
    if (samples.isEmpty() || samples.size() < size) {
      return List.of();
    }
    List<Sample> all = List.copyOf(samples);
    samples.clear();
    held.lazySet(0);
    return all;
  }

  @Override
  public int held() {
    return held.get();
  }

  @Override
  public Optional<MeterShape> describe(MeterShape in) {
    return Optional.of(in);
  }

  /** Makes {@code accumulator}. */
  public static final class Factory implements TransformerFactory {
    @Override
    public String name() {
      return "accumulator";
    }

    @Override
    public Accumulator create(Parameters parameters, TransformerContext context) {
      return new Accumulator(parameters);
    }
  }
}

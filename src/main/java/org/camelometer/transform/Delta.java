package org.camelometer.transform;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/**
 * The change of a volume since the reading before, in its unit. The first reading of a meter of a
 * resource is swallowed, and so is one that is older than the one before, and, if growth alone is
 * wanted, one that is less.
 */
public final class Delta implements Transformer {
  private final Mapping name;
  private final boolean growthOnly;
  private final Derivation derivation;
  private final Readings readings;
  private final TimestampMemory timestamps = new TimestampMemory();
  private final Tally tally = new Tally("first", "out-of-order", "shrunk");
  private final LongAdder first = tally.of("first");
  private final LongAdder outOfOrder = tally.of("out-of-order");
  private final LongAdder shrunk = tally.of("shrunk");

  private Delta(Parameters parameters, TransformerContext context) {
    Parameters source = parameters.section("source");
    Parameters target = parameters.section("target");
    name = Mapping.read("name", source, target);
    growthOnly = parameters.flag("growth_only");
    derivation = new Derivation(context.sampleSource());
    readings = new Readings(context);
    source.ignores("unit");
    source.section("map_from").ignores("unit");
    target.ignores("unit", "type", "scale", "max");
    target.section("map_to").ignores("unit");
  }

  @Override
  public @Nullable Sample handle(Sample sample) {
    Number volume = Volumes.number(sample.volume());
    long micros = timestamps.micros(sample);
    Readings.Reading reading = readings.get(sample);
    if (reading == null) {
      readings.add(sample, volume, micros);
      first.increment();
      return null;
    }
    if (reading.secondsTo(micros) < 0) {
      outOfOrder.increment();
      return null;
    }
    Number previous = reading.volume();
    reading.set(sample, volume, micros);
    return derive(sample, Volumes.minus(volume, previous));
  }

  private @Nullable Sample derive(Sample sample, Number change) {
    if (growthOnly && Volumes.less(change, 0)) {
      shrunk.increment();
      return null;
    }
    return derivation.of(sample, nameOf(sample.name()), MeterType.DELTA, sample.unit(), change);
  }

  private String nameOf(String meter) {
    return Objects.requireNonNull(name.of(meter));
  }

  @Override
  public void forget() {
    readings.forget();
  }

  @Override
  public int entries() {
    return readings.size();
  }

  @Override
  public Map<String, Long> counts() {
    return tally.counts();
  }

  @Override
  public Optional<MeterShape> describe(MeterShape in) {
    return Optional.of(new MeterShape(nameOf(in.name()), MeterType.DELTA, in.unit()));
  }

  @Override
  public Optional<String> objection(MeterShape in) {
    return in.type() == MeterType.GAUGE || in.type() == MeterType.DELTA
        ? Optional.of(
            "delta of '%s' makes little sense: it is a %s, no counter that grows"
                .formatted(in.name(), in.type()))
        : Optional.empty();
  }

  /** Makes {@code delta}. */
  public static final class Factory implements TransformerFactory {
    @Override
    public String name() {
      return "delta";
    }

    @Override
    public Delta create(Parameters parameters, TransformerContext context) {
      return new Delta(parameters, context);
    }
  }
}

package org.camelometer.transform;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/**
 * The change of a volume per second since the reading before, times the scale. The first reading of
 * a meter of a resource is swallowed, and so is one that is older than the one before. A cumulative
 * counter that shrank was reset, and has grown from 0 since.
 */
public final class RateOfChange implements Transformer {
  private final Conversion conversion;
  private final Readings readings;
  private final TimestampMemory timestamps = new TimestampMemory();
  private final Tally tally = new Tally("first", "out-of-order");
  private final LongAdder first = tally.of("first");
  private final LongAdder outOfOrder = tally.of("out-of-order");

  private RateOfChange(Parameters parameters, TransformerContext context) {
    conversion = new Conversion(parameters, Scale.ONE, context);
    readings = new Readings(context);
    parameters.section("source").ignores("unit");
    Parameters target = parameters.section("target");
    if (target.scalar("scale").filter(node -> node.value() instanceof Number).isPresent()) {
      target.warning(
          "scale", "is a number, so it multiplies by the volume too; to scale the rate, quote it");
    }
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
    double seconds = reading.secondsTo(sample, micros);
    if (seconds < 0) {
      outOfOrder.increment();
      return null;
    }
    Number previous = reading.volume();
    reading.set(sample, volume, micros);
    double rate = seconds == 0 ? 0.0 : change(previous, volume, sample.type()) / seconds;
    return conversion.derive(sample, Volumes.toDouble(conversion.scaled(sample)) * rate);
  }

  private static double change(Number previous, Number volume, MeterType type) {
    boolean wasReset = type == MeterType.CUMULATIVE && !Volumes.atMost(previous, volume);
    return Volumes.toDouble(wasReset ? volume : Volumes.minus(volume, previous));
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
    return Optional.of(conversion.describe(in));
  }

  @Override
  public Optional<String> objection(MeterShape in) {
    return in.type() == MeterType.CUMULATIVE || in.type() == null
        ? Optional.empty()
        : Optional.of(
            "rate_of_change of '%s' makes little sense: it is a %s, no counter that grows"
                .formatted(in.name(), in.type()));
  }

  /** Makes {@code rate_of_change}. */
  public static final class Factory implements TransformerFactory {
    @Override
    public String name() {
      return "rate_of_change";
    }

    @Override
    public RateOfChange create(Parameters parameters, TransformerContext context) {
      return new RateOfChange(parameters, context);
    }
  }
}

package org.camelometer.transform;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/**
 * Makes one sample of many of a meter and a resource: the last of a cumulative counter, the sum of
 * what is a delta, the mean of a gauge. Gives all out at the end of a publish context in which it
 * has taken enough samples, all meters and resources together, or the first is old enough.
 */
public final class Aggregator implements Transformer {
  private static final BigDecimal MICROSECONDS = BigDecimal.valueOf(1_000_000);

  private final long size;
  private final @Nullable BigDecimal retention;
  private final MergePolicy policy;
  private final Conversion conversion;
  private final Clock clock;
  private final TimestampMemory timestamps = new TimestampMemory();
  private final Map<MergePolicy.Key, Aggregate> aggregates = new LinkedHashMap<>();
  private final AtomicInteger entries = new AtomicInteger();
  private final AtomicInteger held = new AtomicInteger();
  private long firstMicros;

  private Aggregator(Parameters parameters, TransformerContext context) {
    conversion = new Conversion(parameters, Scale.NONE, context);
    policy = MergePolicy.read(parameters);
    retention = retention(parameters);
    size = size(parameters, retention != null);
    clock = context.clock();
    parameters.section("source").ignores("unit");
  }

  private static @Nullable BigDecimal retention(Parameters parameters) {
    BigDecimal seconds = parameters.decimal("retention_time").orElse(BigDecimal.ZERO);
    if (seconds.signum() < 0) {
      parameters.warning("retention_time", "is below 0: every flush gives all out");
    }
    return seconds.signum() == 0 ? null : seconds.multiply(MICROSECONDS);
  }

  /** The limit; 0 is none, and both a null and a 0 written down mean that. */
  private static long size(Parameters parameters, boolean hasRetention) {
    long size = parameters.whole("size").orElse(parameters.has("size") ? 0L : 1L);
    if (size < 0) {
      parameters.warning("size", "is below 0, which acts like 1");
    }
    if (size != 0 && size <= 1 && hasRetention) {
      parameters.warning(
          "retention_time", "can't act, since size is %d; write size: 0".formatted(size));
    }
    return size == 0 && !hasRetention ? 1 : size;
  }

  @Override
  public @Nullable Sample handle(Sample sample) {
    Number volume = Volumes.number(conversion.scaled(sample));
    if (held.get() == 0) {
      firstMicros = timestamps.micros(sample);
    }
    MergePolicy.Key key = policy.key(sample);
    Aggregate aggregate = aggregates.get(key);
    if (aggregate == null) {
      aggregates.put(key, new Aggregate(conversion.derive(sample, volume), policy));
      entries.lazySet(aggregates.size());
    } else {
      aggregate.merge(sample, volume);
    }
    held.lazySet(held.get() + 1);
    return null;
  }

  @Override
  public List<Sample> flush() {
    if (held.get() == 0 || !(isFull() || isExpired())) {
      return List.of();
    }
    List<Sample> samples = new ArrayList<>(aggregates.size());
    aggregates.values().forEach(aggregate -> samples.add(aggregate.result()));
    aggregates.clear();
    entries.lazySet(0);
    held.lazySet(0);
    return samples;
  }

  private boolean isFull() {
    return size != 0 && held.get() >= size;
  }

  private boolean isExpired() {
    Instant now = clock.instant();
    long micros =
        TimeUnit.SECONDS.toMicros(now.getEpochSecond())
            + TimeUnit.NANOSECONDS.toMicros(now.getNano());
    return retention != null && BigDecimal.valueOf(micros - firstMicros).compareTo(retention) > 0;
  }

  @Override
  public int entries() {
    return entries.get();
  }

  @Override
  public int held() {
    return held.get();
  }

  @Override
  public Optional<MeterShape> describe(MeterShape in) {
    return Optional.of(conversion.describe(in));
  }

  /** Makes {@code aggregator}. */
  public static final class Factory implements TransformerFactory {
    @Override
    public String name() {
      return "aggregator";
    }

    @Override
    public Aggregator create(Parameters parameters, TransformerContext context) {
      return new Aggregator(parameters, context);
    }
  }
}

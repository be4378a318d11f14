package org.camelometer.transform;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/**
 * Makes a meter of other meters of the same resource. Holds back the latest sample of each that the
 * formula needs, swallows all others, and calculates at the end of each publish context for the
 * resources of which it has all.
 */
public final class Arithmetic implements Transformer {
  private final Formula formula;
  private final @Nullable String name;
  private final @Nullable MeterType type;
  private final @Nullable String unit;
  private final Derivation derivation;
  private final IdleTime idle;
  private final Map<@Nullable String, Inputs> byResource = new LinkedHashMap<>(16, 0.75f, true);
  private final List<Inputs> complete = new ArrayList<>();
  private final AtomicInteger entries = new AtomicInteger();
  private final AtomicInteger held = new AtomicInteger();
  private long resourcesSeen;
  private @Nullable String latestTimestamp;

  private Arithmetic(Parameters parameters, TransformerContext context) {
    Parameters target = parameters.section("target");
    formula = Formula.read(target);
    name = target.text("name").orElse(null);
    type = target.meterType("type").orElse(null);
    unit = target.text("unit").orElse(null);
    derivation = new Derivation(context.sampleSource());
    idle = new IdleTime(context.clock(), context.forgetAfter());
    parameters.ignores("source");
    target.ignores("scale", "max", "map_to");
  }

  @Override
  public @Nullable Sample handle(Sample sample) {
    latestTimestamp = sample.timestamp();
    int place = formula.place(sample.name());
    if (place >= 0) {
      keep(sample, place);
    }
    return null;
  }

  private void keep(Sample sample, int place) {
    Inputs inputs = byResource.computeIfAbsent(sample.resourceId(), r -> newInputs());
    inputs.touched = idle.now();
    if (inputs.samples[place] == null) {
      inputs.missing--;
      count(1);
      if (inputs.missing == 0) {
        complete.add(inputs);
      }
    }
    inputs.samples[place] = sample;
  }

  private Inputs newInputs() {
    return new Inputs(formula.meters().size(), resourcesSeen++);
  }

  /** One sample for each resource of which all is there, the first seen first. */
  @Override
  public List<Sample> flush() {
    if (complete.isEmpty()) {
      return List.of();
    }
    complete.sort(Comparator.comparingLong(inputs -> inputs.order));
    List<Sample> made = new ArrayList<>(complete.size());
    List<RuntimeException> failures = new ArrayList<>(0);
    for (Inputs inputs : complete) {
      try {
        made.add(calculate(inputs.samples));
      } catch (RuntimeException e) {
        failures.add(e);
      }
    }
    drop(complete);
    complete.clear();
    if (!failures.isEmpty()) {
      throw new PartlyFlushedException(made, failures.size(), failures.get(0));
    }
    return made;
  }

  private Sample calculate(@Nullable Sample[] samples) {
    Sample reference = Objects.requireNonNull(samples[0]);
    double volume = formula.value(samples);
    return derivation.of(
        reference,
        name == null ? reference.name() : name,
        type == null ? reference.type() : type,
        unit == null ? reference.unit() : unit,
        volume,
        latestTimestamp);
  }

  /** Forgets resources of which something is missing, and was for too long. */
  @Override
  public void forget() {
    long now = idle.now();
    Iterator<Inputs> eldest = byResource.values().iterator();
    int given = 0;
    while (eldest.hasNext()) {
      Inputs inputs = eldest.next();
      if (!idle.isOver(inputs.touched, now)) {
        break;
      }
      given += inputs.samples.length - inputs.missing;
      complete.remove(inputs);
      eldest.remove();
    }
    count(-given);
  }

  private void drop(List<Inputs> done) {
    for (Inputs inputs : done) {
      byResource.remove(Objects.requireNonNull(inputs.samples[0]).resourceId());
    }
    count(-done.size() * formula.meters().size());
  }

  private void count(int more) {
    held.lazySet(held.get() + more);
    entries.lazySet(byResource.size());
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
    int place = formula.place(in.name());
    if (place < 0) {
      return Optional.empty();
    }
    boolean isReference = place == 0;
    return Optional.of(
        new MeterShape(
            name == null ? formula.meters().get(0) : name,
            type == null && isReference ? in.type() : type,
            unit == null && isReference ? in.unit() : unit));
  }

  /** What is known of one resource. */
  private static final class Inputs {
    private final @Nullable Sample[] samples;
    private final long order;
    private int missing;
    private long touched;

    Inputs(int size, long order) {
      this.samples = new Sample[size];
      this.order = order;
      this.missing = size;
    }
  }

  /** Makes {@code arithmetic}. */
  public static final class Factory implements TransformerFactory {
    @Override
    public String name() {
      return "arithmetic";
    }

    @Override
    public Arithmetic create(Parameters parameters, TransformerContext context) {
      return new Arithmetic(parameters, context);
    }
  }
}

package org.camelometer.transform;

import java.util.Objects;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/**
 * How a sample becomes another one: what {@code source} and {@code target} say of its name, unit,
 * type and volume. For one thread.
 */
final class Conversion {
  private final Mapping name;
  private final Mapping unit;
  private final @Nullable MeterType type;
  private final Scale scale;
  private final @Nullable Number max;
  private final Derivation derivation;

  /**
   * Reads {@code source} and {@code target}.
   *
   * @param none what a scale that isn't given stands for
   */
  Conversion(Parameters parameters, Scale none, TransformerContext context) {
    Parameters source = parameters.section("source");
    Parameters target = parameters.section("target");
    name = Mapping.read("name", source, target);
    unit = Mapping.read("unit", source, target);
    type = target.meterType("type").orElse(null);
    scale = Scale.read(target, none);
    max = max(target);
    derivation = new Derivation(context.sampleSource());
  }

  private static @Nullable Number max(Parameters target) {
    Number max = target.number("max").orElse(null);
    if (max != null && Volumes.toDouble(max) == 0) {
      target.warning("max", "does nothing: 0 stands for no limit");
      return null;
    }
    return max;
  }

  /** What the scale makes of a sample. */
  @Nullable Object scaled(Sample sample) {
    return scale.of(sample);
  }

  /** The sample that another one becomes, with this volume as far as max allows it. */
  Sample derive(Sample sample, @Nullable Object scaled) {
    Object volume = scaled instanceof Boolean ? Volumes.number(scaled) : scaled;
    return derivation.of(
        sample,
        Objects.requireNonNull(name.of(sample.name())),
        type == null ? sample.type() : type,
        unit.of(sample.unit()),
        max != null && Volumes.less(max, volume) ? max : volume);
  }

  /** The shape of what {@link #derive} makes. */
  MeterShape describe(MeterShape in) {
    return new MeterShape(
        Objects.requireNonNull(name.of(in.name())),
        type == null ? in.type() : type,
        unit.of(in.unit()));
  }
}

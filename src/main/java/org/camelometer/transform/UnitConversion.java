package org.camelometer.transform;

import java.util.Optional;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/**
 * Scales the samples of one unit, or of any, and gives them another name, unit or type. Samples of
 * other units pass as they are. Holds no state.
 */
public final class UnitConversion implements Transformer {
  private final Conversion conversion;
  private final @Nullable String unit;

  private UnitConversion(Parameters parameters, TransformerContext context) {
    conversion = new Conversion(parameters, Scale.NONE, context);
    if (Scale.isConstant(parameters.section("target"))) {
      parameters
          .section("target")
          .warning("scale", "gives the same for every volume; to multiply, write volume * …");
    }
    unit = parameters.section("source").text("unit").orElse(null);
  }

  @Override
  public Sample handle(Sample sample) {
    return applies(sample.unit()) ? conversion.derive(sample, conversion.scaled(sample)) : sample;
  }

  @Override
  public Optional<MeterShape> describe(MeterShape in) {
    return Optional.of(applies(in.unit()) ? conversion.describe(in) : in);
  }

  private boolean applies(@Nullable String of) {
    return unit == null || unit.equals(of);
  }

  /** Makes {@code unit_conversion}. */
  public static final class Factory implements TransformerFactory {
    @Override
    public String name() {
      return "unit_conversion";
    }

    @Override
    public UnitConversion create(Parameters parameters, TransformerContext context) {
      return new UnitConversion(parameters, context);
    }
  }
}

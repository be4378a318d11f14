package org.camelometer.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.junit.jupiter.api.Test;

/** What every transformer promises. */
abstract class TransformerContract {
  private final Transformers.SetClock clock = new Transformers.SetClock();

  /** One in YAML, such as {@code {name: delta, parameters: }}; it uses or passes the meter x. */
  protected abstract String yaml();

  private Transformer create() {
    return Transformers.create("      - " + yaml(), clock);
  }

  @Test
  void givesNothingOutBeforeItWasGivenAny() {
    Transformer transformer = create();
    assertThat(transformer.flush()).isEmpty();
    transformer.forget();
    assertThat(transformer.entries()).isZero();
    assertThat(transformer.held()).isZero();
  }

  @Test
  void saysAsWhatSamplesLeave() {
    for (MeterType type : MeterType.values()) {
      Sample sample = Transformers.sample("x", type, "r", 1, 0);
      Optional<MeterShape> described = create().describe(MeterShape.of(sample));
      List<Sample> out = run(create(), List.of(), type);
      assertThat(out).isNotEmpty().extracting(MeterShape::of).containsOnly(described.orElseThrow());
    }
  }

  @Test
  void saysTheSameOfAMeterWhoseTypeNobodyKnows() {
    MeterShape known = create().describe(new MeterShape("x", MeterType.GAUGE, "B")).orElseThrow();
    MeterShape unknown = create().describe(new MeterShape("x", null, "B")).orElseThrow();
    assertThat(unknown.name()).isEqualTo(known.name());
    assertThat(unknown.unit()).isEqualTo(known.unit());
  }

  @Test
  void letsOwnerResourceAndMetadataBe() {
    assertThat(run(create(), List.of(), MeterType.CUMULATIVE))
        .isNotEmpty()
        .allMatch(out -> "u".equals(out.userId()) && "p".equals(out.projectId()))
        .allMatch(out -> "r".equals(out.resourceId()))
        .allMatch(out -> out.resourceMetadata().equals(Map.of("k", 1)));
  }

  @Test
  void isNotHarmedBySamplesThatItCannotUse() {
    List<Object> texts = Arrays.asList("12.5", null, List.of(1), Map.of());
    List<Sample> undisturbed = run(create(), List.of(), MeterType.CUMULATIVE);
    List<Sample> disturbed = run(create(), texts, MeterType.CUMULATIVE);
    assertThat(disturbed)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
        .containsExactlyElementsOf(undisturbed);
  }

  @Test
  void keepsItsStateBoundedWhileResourcesComeAndGo() {
    Transformer transformer = create();
    for (int round = 0; round < 20; round++) {
      for (int i = 0; i < 100; i++) {
        transformer.handle(Transformers.counter("r%d-%d".formatted(round, i), i, round));
      }
      transformer.flush();
      transformer.forget();
      assertThat(transformer.entries()).isLessThanOrEqualTo(300);
      assertThat(transformer.held()).isLessThanOrEqualTo(300);
      clock.advance(Transformers.FORGET_AFTER.dividedBy(2));
    }
    clock.advance(Transformers.FORGET_AFTER);
    transformer.forget();
    assertThat(transformer.entries()).isZero();
    assertThat(transformer.held()).isZero();
  }

  @Test
  void survivesAClockThatIsSetBack() {
    Transformer transformer = create();
    run(transformer, List.of(), MeterType.CUMULATIVE);
    clock.advance(Duration.ofDays(-365));
    transformer.forget();
    assertThat(run(transformer, List.of(), MeterType.CUMULATIVE)).isNotNull();
    clock.advance(Transformers.FORGET_AFTER.plusMillis(1));
    transformer.forget();
    assertThat(transformer.entries()).isZero();
  }

  /** Six readings, each a publish context, after each of which come samples of these volumes. */
  private static List<Sample> run(Transformer transformer, List<Object> unusable, MeterType type) {
    List<Sample> out = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      out.addAll(context(transformer, builder(type, i * 10).volume(i * 100).build()));
      for (Object volume : unusable) {
        context(transformer, builder(type, i * 10 + 1).volume(volume).build());
      }
      context(transformer, builder(type, 0).timestamp("soon").volume("now").build());
    }
    return out;
  }

  private static Sample.Builder builder(MeterType type, int second) {
    return Transformers.builder("x", type, "r", second).metadata(Map.of("k", 1));
  }

  private static List<Sample> context(Transformer transformer, Sample sample) {
    List<Sample> out = new ArrayList<>();
    try {
      Optional.ofNullable(transformer.handle(sample)).ifPresent(out::add);
      out.addAll(transformer.flush());
    } catch (RuntimeException lost) {
      transformer.flush();
    }
    transformer.forget();
    return out;
  }
}

package org.camelometer.runtime.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camelometer.definition.Position;
import org.camelometer.definition.PublisherUrl;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DifferencesTest {

  @Test
  void findsNoneInTheSameSamplesOfAnotherOrder() {
    Differences none =
        Differences.between(
            deliveries(cpu("r1", 1), cpu("r2", 2)), deliveries(cpu("r2", 2), cpu("r1", 1)));
    assertThat(none).isEqualTo(new Differences(2, List.of()));
  }

  @Test
  void tellsWhatOnlyOneOfThemGives() {
    assertThat(changes(deliveries(cpu("r1", 1)), deliveries(cpu("r2", 1))))
        .containsExactly("- log: r1 1", "+ log: r2 1");
    List<Delivery> elsewhere = List.of(delivery("udp://10.0.0.1:4952", cpu("r1", 1)));
    assertThat(changes(deliveries(cpu("r1", 1)), elsewhere))
        .containsExactly("- log: r1 1", "+ udp://10.0.0.1:4952 r1 1");
  }

  @Test
  void tellsWhichFieldsDiffer() {
    assertThat(changes(deliveries(cpu("r1", 1)), deliveries(cpu("r1", 2))))
        .containsExactly("~ log: r1 2 [volume 1 → 2]");
  }

  @Test
  void pairsSeveralOfOneResourceInTheirOrder() {
    assertThat(
            changes(
                deliveries(cpu("r1", 1), cpu("r1", 2)),
                deliveries(cpu("r1", 1), cpu("r1", 3), cpu("r1", 4))))
        .containsExactly("~ log: r1 3 [volume 2 → 3]", "+ log: r1 4");
  }

  @Test
  void aMissingReadingDoesNotShiftTheLaterOnes() {
    List<Delivery> all = deliveries(at("10:00", 1), at("10:01", 2), at("10:02", 3));
    assertThat(changes(all, all.subList(1, 3))).containsExactly("- log: r 1");
    assertThat(changes(all.subList(1, 3), all)).containsExactly("+ log: r 1");
  }

  @Test
  void aTimestampMayBeWhatDiffers() {
    assertThat(changes(deliveries(at("10:00", 1)), deliveries(at("10:01", 1))))
        .containsExactly("~ log: r 1 [timestamp \"10:00\" → \"10:01\"]");
  }

  @Test
  void aPasswordAloneIsNoOtherPublisher() {
    assertThat(
            Differences.between(
                List.of(delivery("notifier://u:one@host", cpu("r", 1))),
                List.of(delivery("notifier://u:two@host", cpu("r", 1)))))
        .isEqualTo(new Differences(1, List.of()));
  }

  @Test
  void comparesNumbersByValueAndNothingElse() {
    assertThat(fields(1, 1.0)).isEmpty();
    assertThat(fields(1L, BigInteger.ONE)).isEmpty();
    assertThat(fields(Double.NaN, Double.NaN)).isEmpty();
    assertThat(fields(0.1 + 0.2, 0.3)).containsExactly("volume 0.30000000000000004 → 0.3");
    assertThat(fields(9007199254740993L, 9007199254740992.0)).hasSize(1);
    assertThat(fields(1, "1")).containsExactly("volume 1 → \"1\"");
    assertThat(fields(1, true)).containsExactly("volume 1 → true");
    assertThat(fields(null, Double.NaN)).containsExactly("volume null → NaN");
  }

  @Test
  void tellsWhichPartOfTheMetadataDiffers() {
    Map<String, @Nullable Object> from = new LinkedHashMap<>();
    from.put("flavor", Map.of("ram", 64, "vcpus", 1));
    from.put("host", null);
    from.put("tags", List.of("a", Map.of("b", 1)));
    Map<String, @Nullable Object> to = new LinkedHashMap<>();
    to.put("tags", List.of("a", Map.of("b", 1.0)));
    to.put("flavor", Map.of("vcpus", 1, "ram", 128));
    to.put("zone", "z");
    assertThat(fields(cpu("r", 1).metadata(from), cpu("r", 1).metadata(to)))
        .containsExactly(
            "resource_metadata.flavor.ram 64 → 128",
            "resource_metadata.host null → (missing)",
            "resource_metadata.zone (missing) → \"z\"");
  }

  private static List<String> fields(@Nullable Object from, @Nullable Object to) {
    return fields(cpu("r", from), cpu("r", to));
  }

  private static List<String> fields(Sample.Builder from, Sample.Builder to) {
    return FieldChange.between(from.build(), to.build()).stream()
        .map(FieldChange::toString)
        .toList();
  }

  /** Each as {@code sign publisher resource volume [fields]}. */
  private static List<String> changes(List<Delivery> first, List<Delivery> second) {
    return Differences.between(first, second).changes().stream()
        .map(
            change ->
                "%s %s %s %s%s"
                    .formatted(
                        change.kind().sign(),
                        change.publisher(),
                        change.to().resourceId(),
                        change.to().volume(),
                        change.fields().isEmpty() ? "" : " " + change.fields()))
        .toList();
  }

  private static List<Delivery> deliveries(Sample.Builder... samples) {
    return Stream.of(samples).map(sample -> delivery("log:", sample)).toList();
  }

  /** Each has an id of its own. */
  private static Delivery delivery(String publisher, Sample.Builder sample) {
    return new Delivery(PublisherUrl.parse(publisher, Position.of("test")), sample.build());
  }

  private static Sample.Builder at(String timestamp, int volume) {
    return cpu("r", volume).timestamp(timestamp);
  }

  private static Sample.Builder cpu(String resource, @Nullable Object volume) {
    return Sample.builder("cpu", MeterType.GAUGE, "ns").resourceId(resource).volume(volume);
  }
}

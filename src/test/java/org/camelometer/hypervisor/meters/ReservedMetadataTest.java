package org.camelometer.hypervisor.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Settings;
import org.camelometer.hypervisor.Guest;
import org.camelometer.hypervisor.GuestState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReservedMetadataTest {

  @Test
  void takesWhatStandsUnderThePrefixWithoutIt() {
    assertThat(of(Map.of(), Map.of("metering.stack.id", "s1", "metering", "x", "other.key", "y")))
        .isEqualTo(Map.of("stack_id", "s1"));
  }

  @Test
  void takesSeveralPrefixesAndSingleKeys() {
    Map<String, String> settings =
        Map.of(
            "camelometer.reserved-metadata-namespace", "billing., metering.",
            "camelometer.reserved-metadata-keys", "cost.center, absent");
    assertThat(
            of(
                settings,
                Map.of("billing.a", "1", "metering.b", "2", "cost.center", "3", "cost.c", "4")))
        .isEqualTo(Map.of("a", "1", "b", "2", "cost_center", "3"));
  }

  @Test
  void aLaterPrefixWinsAndAKeyWinsOverAll() {
    Map<String, String> settings =
        Map.of(
            "camelometer.reserved-metadata-namespace", "one.,two.",
            "camelometer.reserved-metadata-keys", "x.y");
    assertThat(of(settings, Map.of("two.a", "2", "one.a", "1", "one.x.y", "1", "x.y", "3")))
        .isEqualTo(Map.of("a", "2", "x_y", "3"));
  }

  @Test
  void anEmptyListOfPrefixesTakesNothing() {
    assertThat(of(Map.of("camelometer.reserved-metadata-namespace", ""), Map.of("metering.a", "1")))
        .isEmpty();
  }

  @Test
  void cutsValuesAfterSoManySigns() {
    assertThat(
            of(
                Map.of("camelometer.reserved-metadata-length", "3"),
                Map.of("metering.a", "ab\uD83D\uDC2Acd", "metering.b", "abc")))
        .isEqualTo(Map.of("a", "ab\uD83D\uDC2A", "b", "abc"));
    assertThatThrownBy(() -> of(Map.of("camelometer.reserved-metadata-length", "-1"), Map.of()))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("camelometer.reserved-metadata-length = '-1'");
  }

  @Test
  void leavesOutNamesThatAreTaken() {
    ReservedMetadata rule = ReservedMetadata.from(Settings.of(Map.of()));
    assertThat(rule.of(Map.of("metering.host", "x", "metering.hos.t", "y"), Set.of("host")))
        .isEqualTo(Map.of("hos_t", "y"));
  }

  @Test
  void standsBehindTheHardwareAndOnlyIfThereIsAny() throws Exception {
    Guest plain = Cycles.guest("a", GuestState.SHUTOFF);
    assertThat(keys(plain)).endsWith("ephemeral_gb", "root_gb").doesNotContain("user_metadata");
    Map<String, String> written = new LinkedHashMap<>();
    written.put("metering.stack", "s1");
    written.put("name", "x");
    Guest described =
        new Guest(
            plain.id(),
            plain.name(),
            plain.state(),
            plain.nova(),
            plain.flaws(),
            plain.hardware(),
            written);
    assertThat(keys(described)).endsWith("root_gb", "user_metadata");
    assertThat(metadata(described)).containsEntry("user_metadata", Map.of("stack", "s1"));
  }

  private static List<String> keys(Guest guest) throws Exception {
    return new ArrayList<>(metadata(guest).keySet());
  }

  private static Map<String, @Nullable Object> metadata(Guest guest) throws Exception {
    return new Cycles().with(guest).poll("power.state").get(0).resourceMetadata();
  }

  private static Map<String, @Nullable Object> of(
      Map<String, String> settings, Map<String, String> written) {
    return ReservedMetadata.from(Settings.of(settings)).of(written, Set.of());
  }
}

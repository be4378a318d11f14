package org.camelometer.runtime.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventTimeTest {
  private final EventTime time = new EventTime();

  @Test
  void isTheNewestTimestampSoFar() {
    assertThat(see("2026-11-20T16:51:07.554056")).isEqualTo("2026-11-20T16:51:07.554056Z");
    assertThat(see("2026-11-20T16:51:09")).isEqualTo("2026-11-20T16:51:09Z");
    assertThat(see("2026-11-20T16:51:08")).isEqualTo("2026-11-20T16:51:09Z");
  }

  @Test
  void understandsBlanksAndZones() {
    assertThat(see("2026-11-20 16:00:00")).isEqualTo("2026-11-20T16:00:00Z");
    assertThat(see("2026-11-20T18:00:00+01:00")).isEqualTo("2026-11-20T17:00:00Z");
    assertThat(see("2026-11-20 18:00:00.5Z")).isEqualTo("2026-11-20T18:00:00.500Z");
  }

  @Test
  void passesOverWhatIsNoTimestamp() {
    assertThat(see("yesterday")).isEqualTo(Instant.EPOCH);
    assertThat(see("2026-13-41T00:00:00")).isEqualTo(Instant.EPOCH);
    assertThat(see(null)).isEqualTo(Instant.EPOCH);
    assertThat(see("")).isEqualTo(Instant.EPOCH);
  }

  private Instant see(@Nullable String timestamp) {
    return time.see(
        List.of(Sample.builder("cpu", MeterType.GAUGE, "%").timestamp(timestamp).build()));
  }
}

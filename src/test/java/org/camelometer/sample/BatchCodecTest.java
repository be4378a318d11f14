package org.camelometer.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BatchCodecTest {
  private static final BigInteger HUGE = BigInteger.TWO.pow(100);

  private final Map<String, Object> guest = new LinkedHashMap<>();

  BatchCodecTest() {
    guest.put("name", "caf\u00e9 \ud83d\udc2a");
    guest.put("flavor", Map.of("vcpus", 2));
    guest.put("tags", Arrays.asList("a", null, 0.5, true));
  }

  private static Sample.Builder sample(String name, Object volume) {
    return Sample.builder(name, MeterType.GAUGE, "B").volume(volume).id("id-of-" + name);
  }

  private static List<Sample> roundTrip(Sample... samples) throws IOException {
    return BatchCodec.decode(BatchCodec.encode(List.of(samples)));
  }

  @Test
  void givesBackEveryField() throws IOException {
    Sample whole =
        sample("cpu", 7)
            .owner("user", "project")
            .resourceId("guest-1")
            .timestamp("2026-11-20T16:51:07.554056")
            .metadata(guest)
            .source("openstack")
            .monotonicTime(12.5)
            .build();

    assertThat(roundTrip(whole)).containsExactly(whole);
    assertThat(SampleJson.text(roundTrip(whole).get(0))).isEqualTo(SampleJson.text(whole));
  }

  @Test
  void givesBackWhatIsNotThere() throws IOException {
    Sample bare = Sample.builder("bare", MeterType.DELTA, null).id("x").build();

    assertThat(roundTrip(bare)).containsExactly(bare);
    assertThat(roundTrip()).isEmpty();
  }

  @Test
  void givesBackVolumesOfEveryKind() throws IOException {
    for (Object volume :
        new Object[] {
          0, -1, Integer.MAX_VALUE, Long.MIN_VALUE, HUGE, HUGE.negate(), 0.1, 1e300, "12", true
        }) {
      assertThat(roundTrip(sample("m", volume).build()).get(0).volume()).isEqualTo(volume);
    }
    assertThat(roundTrip(sample("m", Double.NaN).build()).get(0).volume()).isEqualTo(Double.NaN);
  }

  @Test
  void givesBackMetadataWithNumbersThatMessagePackLacks() throws IOException {
    guest.put("huge", HUGE);

    Sample read = roundTrip(sample("m", 1).metadata(guest).build()).get(0);

    assertThat(read.resourceMetadata()).isEqualTo(guest);
  }

  @Test
  void writesWhatSamplesShareOnce() throws IOException {
    Metadata shared = Metadata.of(guest);
    Sample first = sample("cpu", 1).resourceId("guest-1").metadata(shared).build();
    Sample second = sample("memory", 2).resourceId("guest-1").metadata(shared).build();

    List<Sample> read = roundTrip(first, second);
    int more =
        BatchCodec.encode(List.of(first, second)).length - BatchCodec.encode(List.of(first)).length;

    assertThat(read).containsExactly(first, second);
    assertThat(read.get(1).resourceMetadata()).isSameAs(read.get(0).resourceMetadata());
    assertThat(more).isLessThan(SampleJson.text(second).length() / 4);
  }

  @Test
  void refusesBytesThatAreNoBatchAndNeverMore() {
    byte[] good = BatchCodec.encode(List.of(sample("cpu", 1).metadata(guest).build()));
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] bad = Arrays.copyOf(good, 1 + random.nextInt(good.length));
      bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        BatchCodec.decode(bad);
      } catch (IOException expected) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(1000);
    assertThatIOException()
        .isThrownBy(() -> BatchCodec.decode(new byte[0]))
        .withMessageContaining("no batch of samples");
  }
}

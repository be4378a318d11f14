package org.camelometer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.camelometer.sample.Sample;
import org.camelometer.sample.SampleJson;
import org.junit.jupiter.api.Test;

class TestPublisherTest {
  private final List<Sample> samples = Publishing.samples(5);

  @Test
  void keepsWhatItGot() {
    TestPublisher publisher = publisher("test://here/a");
    publisher.keep(samples.subList(0, 2));
    publisher.keep(samples.subList(2, 5));
    assertThat(publisher.name()).isEqualTo("here/a");
    assertThat(publisher.samples()).isEqualTo(samples);
    assertThat(publisher.getCalls()).isEqualTo(2);
    assertThat(publisher.getSampleCount()).isEqualTo(5);
    publisher.clear();
    assertThat(publisher.samples()).isEmpty();
    assertThat(publisher.getCalls()).isZero();
  }

  @Test
  void forgetsTheOldest() {
    TestPublisher publisher = publisher("test://?max_samples=3");
    publisher.keep(samples.subList(0, 2));
    publisher.keep(samples.subList(2, 5));
    assertThat(publisher.samples()).isEqualTo(samples.subList(2, 5));
    assertThat(publisher.getSampleCount()).isEqualTo(5);
    assertThat(publisher.getKept()).isEqualTo(3);
  }

  @Test
  void showsTheLatestAsLines() {
    TestPublisher publisher = publisher("test://");
    publisher.keep(samples);
    assertThat(publisher.latest(2).stream().map(SampleJson::read))
        .containsExactlyElementsOf(samples.subList(3, 5));
    assertThat(publisher.latest(100)).hasSize(5);
    assertThat(publisher.latest(-1)).isEmpty();
  }

  private static TestPublisher publisher(String url) {
    return (TestPublisher) Publishing.create(url);
  }
}

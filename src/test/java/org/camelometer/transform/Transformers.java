package org.camelometer.transform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.camelometer.definition.PipelineDefinition;
import org.camelometer.definition.PipelineLoader;
import org.camelometer.definition.Problem;
import org.camelometer.definition.Problems;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;

/** Makes transformers from what users write, and samples for them. */
final class Transformers {
  static final Duration FORGET_AFTER = Duration.ofHours(1);

  /** Where the transformers stand in the file, so that tests can count columns. */
  private static final String FILE =
      """
      sources: [{name: s, meters: ['*'], sinks: [k]}]
      sinks:
        - name: k
          publishers: [log:]
          transformers:
      """;

  private Transformers() {}

  /** The only transformer in a YAML list of one, such as {@code - {name: delta, parameters:}}. */
  static Transformer create(String yaml, Clock clock) {
    return chain(yaml, clock).steps().get(0).transformer();
  }

  static Transformer create(String yaml) {
    return create(yaml, new SetClock());
  }

  /** The chain of some transformers that have no errors. */
  static TransformerChain chain(String yaml, Clock clock) {
    Problems problems = new Problems();
    TransformerChain chain = chain(yaml, clock, false, problems);
    problems.throwIfErrors();
    return chain;
  }

  static TransformerChain chain(String yaml, Clock clock, boolean lenient, Problems problems) {
    PipelineDefinition pipelines =
        new PipelineLoader(lenient, new Problems()).pipelines("p.yaml", FILE + yaml);
    TransformerContext context = new TransformerContext(clock, FORGET_AFTER, "ours");
    return new TransformerCatalog().chain(pipelines.sinks().get(0), context, lenient, problems);
  }

  /** The problems of some transformers; their first line is line 6. */
  static List<String> problems(String yaml) {
    return problems(yaml, false);
  }

  static List<String> problems(String yaml, boolean lenient) {
    Problems problems = new Problems();
    chain(yaml, new SetClock(), lenient, problems);
    return problems.list().stream().map(Problem::toString).toList();
  }

  /** A sample of meter x, a cumulative counter in B, some seconds after noon. */
  static Sample counter(String resource, Object volume, int second) {
    return sample("x", MeterType.CUMULATIVE, resource, volume, second);
  }

  static Sample gauge(String resource, Object volume, int second) {
    return sample("x", MeterType.GAUGE, resource, volume, second);
  }

  static Sample sample(String name, MeterType type, String resource, Object volume, int second) {
    return builder(name, type, resource, second).volume(volume).build();
  }

  /** A sample as these tests have them, still to be changed. */
  static Sample.Builder builder(String name, MeterType type, String resource, int second) {
    return Sample.builder(name, type, "B")
        .owner("u", "p")
        .resourceId(resource)
        .timestamp("2026-03-01T12:%02d:%02d".formatted(second / 60, second % 60))
        .source("theirs");
  }

  /** A clock that stands still until it is set. */
  static final class SetClock extends Clock {
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    void advance(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("there is one zone");
    }
  }
}

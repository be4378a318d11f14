package org.camelometer.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camelometer.publish.Ledger;
import org.camelometer.sample.Batch;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What routes must not do with samples, since there are many. */
class PipelineCostTest {
  @TempDir Path folder;

  @Test
  void noStepHashesABatchWithEverythingInIt() {
    new ConfigurationFolder(folder)
        .set("camelometer.pollster-list", "vcpus")
        .pipeline("x", "file://" + folder.resolve("out"), "log:");
    try (Agent agent = Agents.start(folder)) {
      agent
          .context()
          .createProducerTemplate()
          .sendBody("direct:source-s", Batch.of(List.of(sample())));

      await().until(() -> agent.ledgers().stream().allMatch(ledger -> ledger.pending() == 0));
      assertThat(agent.ledgers()).extracting(Ledger::delivered).containsExactly(1L, 1L);
    }
  }

  private static Sample sample() {
    return Sample.builder("x", MeterType.GAUGE, "1")
        .volume(1)
        .resourceId("r")
        .timestamp("2026-11-21T00:00:00")
        .metadata(new Unhashable(Map.of("host", "h")))
        .build();
  }

  /** Metadata that fails where the hash of a sample is asked for. */
  private static final class Unhashable extends TreeMap<String, Object> {
    private static final long serialVersionUID = 1L;

    Unhashable(Map<String, String> entries) {
      super(entries);
    }

    @Override
    public int hashCode() {
      throw new AssertionError("somebody wants the hash of a sample");
    }

    @Override
    public boolean equals(Object other) {
      throw new AssertionError("somebody compares samples");
    }
  }
}

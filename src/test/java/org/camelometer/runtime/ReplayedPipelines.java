package org.camelometer.runtime;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelometer.definition.PipelineDefinition;
import org.camelometer.definition.PipelineLoader;
import org.camelometer.definition.Problems;
import org.camelometer.definition.Settings;
import org.camelometer.runtime.replay.Delivery;
import org.camelometer.sample.Sample;

/** The pipelines of a text as routes, for tests of other rooms. */
public final class ReplayedPipelines implements AutoCloseable {
  private final Replay replay;

  private ReplayedPipelines(Replay replay) {
    this.replay = replay;
  }

  /**
   * Makes the routes.
   *
   * @param folder an empty one
   * @throws org.camelometer.definition.DefinitionException if the text is no usable configuration
   */
  public static ReplayedPipelines of(Path folder, String text) {
    Problems problems = new Problems();
    PipelineDefinition pipelines = new PipelineLoader(false, problems).pipelines("case", text);
    problems.throwIfErrors();
    Settings settings = Settings.of(Map.of());
    return new ReplayedPipelines(Replay.of(AgentConfiguration.of(folder, settings, pipelines)));
  }

  /** Takes a publish context through; what each publisher would get, by its URL. */
  public Map<String, List<Sample>> publish(List<Sample> samples, Instant now) {
    Map<String, List<Sample>> published = new LinkedHashMap<>();
    for (Delivery delivery : replay.publish(samples, now)) {
      published
          .computeIfAbsent(delivery.publisher().text(), url -> new ArrayList<>())
          .add(delivery.sample());
    }
    return published;
  }

  @Override
  public void close() {
    replay.close();
  }
}

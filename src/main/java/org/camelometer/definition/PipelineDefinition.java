package org.camelometer.definition;

import java.util.List;

/**
 * A pipeline.yaml, or a polling.yaml, which has no sinks.
 *
 * @param sources in the order of the file
 * @param sinks in the order of the file
 */
public record PipelineDefinition(List<SourceDefinition> sources, List<SinkDefinition> sinks) {
  /** Polls nothing, delivers nothing. */
  public static final PipelineDefinition EMPTY = new PipelineDefinition(List.of(), List.of());

  public PipelineDefinition {
    sources = List.copyOf(sources);
    sinks = List.copyOf(sinks);
  }
}

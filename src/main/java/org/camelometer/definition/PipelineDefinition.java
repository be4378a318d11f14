package org.camelometer.definition;

import java.util.List;

/**
 * A pipeline.yaml, or a polling.yaml, which has no sinks.
 *
 * @param sources in the order of the file
 * @param sinks in the order of the file
 * @param warnings what is legal but probably not meant
 */
public record PipelineDefinition(
    List<SourceDefinition> sources, List<SinkDefinition> sinks, List<Problem> warnings) {

  public PipelineDefinition {
    sources = List.copyOf(sources);
    sinks = List.copyOf(sinks);
    warnings = List.copyOf(warnings);
  }
}

package org.camelometer.definition;

import java.util.List;

/**
 * A sink as the user wrote it.
 *
 * @param name unique among the sinks
 * @param transformers what its samples go through, in order
 * @param publishers where they leave, at least one
 * @param position where it begins
 */
public record SinkDefinition(
    String name,
    List<TransformerDefinition> transformers,
    List<PublisherUrl> publishers,
    Position position) {

  public SinkDefinition {
    transformers = List.copyOf(transformers);
    publishers = List.copyOf(publishers);
  }
}

package org.camelometer.definition;

import java.util.Set;
import java.util.TreeSet;

/** The ways in which Ceilometer's releases wrote down what is polled and where it goes. */
enum Form {
  /** pipeline.yaml: sources, and the sinks that they name. */
  PIPELINE("source", "sink"),
  /** polling.yaml: sources alone; a pipeline.yaml put in its place may still name sinks. */
  POLLING("source", "sink"),
  /** The oldest pipeline.yaml: a list of pipelines, each source and sink in one. */
  FLAT("pipeline", "pipeline");

  private final String source;
  private final String sink;

  Form(String source, String sink) {
    this.source = source;
    this.sink = sink;
  }

  /** What sentences call an entry with a source. */
  String source() {
    return source;
  }

  /** What sentences call an entry with a sink. */
  String sink() {
    return sink;
  }

  /** The keys that an entry with a source may have. */
  Set<String> sourceKeys() {
    Set<String> keys =
        new TreeSet<>(Set.of("name", "interval", "meters", "counters", "resources", "discovery"));
    keys.addAll(this == FLAT ? Set.of("transformers", "publishers") : Set.of("sinks"));
    return keys;
  }

  /** The keys that an entry with a sink may have. */
  Set<String> sinkKeys() {
    return this == FLAT ? sourceKeys() : Set.of("name", "transformers", "publishers");
  }

  /** Keys of releases of Ceilometer that do nothing here. */
  Set<String> idleKeys() {
    return Set.of("group_id_coordination_expression");
  }
}

package org.camelometer.runtime;

import java.nio.file.Path;
import java.util.Map;

/** Starts agents as {@code run} does. */
final class Agents {
  private Agents() {}

  static Agent start(Path folder) {
    return Agent.start(AgentConfiguration.load(folder, Map.of()), Map.of());
  }
}

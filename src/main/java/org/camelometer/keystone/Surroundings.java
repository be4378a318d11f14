package org.camelometer.keystone;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where credentials may be found beside the agent's own settings.
 *
 * @param environment variables
 * @param here the folder that {@code ./clouds.yaml} stands in
 * @param home the user's folder
 */
public record Surroundings(Map<String, String> environment, Path here, Path home) {
  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /** Those of this process. */
  public static Surroundings ofThisProcess() {
    return new Surroundings(
        System.getenv(), Path.of(""), Path.of(System.getProperty("user.home", "/")));
  }
}

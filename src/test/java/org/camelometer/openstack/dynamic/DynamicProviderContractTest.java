package org.camelometer.openstack.dynamic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.camelometer.definition.Settings;
import org.camelometer.poll.AgentContext;
import org.camelometer.poll.PollsterProvider;
import org.camelometer.poll.PollsterProviderContract;
import org.junit.jupiter.api.io.TempDir;

/** A command of this host, as a provider's pollster. */
class DynamicProviderContractTest extends PollsterProviderContract {
  private static final String POLLSTER =
      """
      - name: files
        sample_type: gauge
        unit: file
        value_attribute: n
        namespaces: [compute, central]
        host_command: "echo '[{\\"n\\": 1}]'"
      """;

  @TempDir static Path folder;

  @Override
  protected PollsterProvider provider() {
    return new ComputeDynamicPollsters();
  }

  @Override
  protected AgentContext agent() {
    try {
      Files.createDirectories(folder.resolve("pollsters.d"));
      Files.writeString(folder.resolve("pollsters.d/files.yaml"), POLLSTER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new AgentContext(
        "here",
        "openstack",
        AgentContext.Units.LEGACY,
        Settings.of(Map.of("camelometer.pollsters.host-commands", "true")),
        Clock.systemUTC(),
        folder);
  }
}

package org.camelometer.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.camelometer.sample.SampleJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.libvirt.Connect;
import org.libvirt.Domain;

/** Guests of libvirt's built-in example that come between the ticks of timers. */
class ChangesTest {
  private static final MBeanServer JMX = ManagementFactory.getPlatformMBeanServer();
  private static final String URI = "test:///default";

  @TempDir private Path folder = Path.of("");

  @Test
  void publishesAGuestThatBeginsToRunBeforeTheNextTick() throws Exception {
    Path file = folder.resolve("out.jsonl");
    hourly("vcpus", file);
    try (Agent agent = Agents.start(folder)) {
      await().until(() -> names(file).contains("test"));
      Connect operator = new Connect(URI);
      Domain another = operator.domainCreateXML(xml("coming"), 0);
      await().until(() -> names(file).contains("coming"));
      another.destroy();
      another.free();
      operator.close();
      assertThat(names(file)).as("nobody else is polled again").containsOnlyOnce("test");
      assertThat(agent.isRunning()).isTrue();
    }
  }

  @Test
  void goesOnWithoutHarmWhenAGuestTurnsAfterTheEndOfTheAgent() throws Exception {
    Path file = folder.resolve("out.jsonl");
    hourly("vcpus", file);
    Agent agent = Agents.start(folder);
    await().until(() -> names(file).contains("test"));
    agent.close();
    List<String> before = names(file);
    Connect operator = new Connect(URI);
    Domain another = operator.domainCreateXML(xml("late"), 0);
    another.destroy();
    another.free();
    operator.close();
    assertThat(names(file)).isEqualTo(before);
  }

  @Test
  void jmxShowsHowASourceKeepsUpAndThatNoGuestIsStuck() throws Exception {
    Path file = folder.resolve("out.jsonl");
    hourly("cpu", file);
    try (Agent agent = Agents.start(folder)) {
      ObjectName polling = new ObjectName("org.camelometer:type=Polling,name=\"poll-s\"");
      await().until(() -> JMX.getAttribute(polling, "Cycles").equals(1L));
      assertThat(JMX.getAttribute(polling, "IntervalSeconds")).isEqualTo(3600L);
      assertThat(JMX.getAttribute(polling, "Overruns")).isEqualTo(0L);
      assertThat((Long) JMX.getAttribute(polling, "LastCycleMillis")).isNotNegative();
      ObjectName stuck = new ObjectName("org.camelometer:type=Stuck,name=\"local_instances\"");
      assertThat(JMX.getAttribute(stuck, "Count")).isEqualTo(0);
      assertThat((CompositeData[]) JMX.getAttribute(stuck, "Resources")).isEmpty();
      assertThat(agent.isRunning()).isTrue();
    }
  }

  private void hourly(String meters, Path file) {
    new ConfigurationFolder(folder)
        .write(
            "pipeline.yaml",
            """
            sources: [{name: s, interval: 3600, meters: [%s], sinks: [k]}]
            sinks: [{name: k, publishers: ["file://%s"]}]
            """
                .formatted(meters, file));
  }

  private static List<String> names(Path file) {
    return ConfigurationFolder.lines(file).stream()
        .map(line -> String.valueOf(SampleJson.read(line).resourceMetadata().get("name")))
        .toList();
  }

  private static String xml(String name) {
    return "<domain type='test'><name>%s</name><memory>8192</memory><os><type>hvm</type></os></domain>"
        .formatted(name);
  }
}

package org.camelometer.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.camelometer.sample.Batch;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.camelometer.sample.SampleJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole agents on libvirt's built-in example. */
class AgentTest {
  private static final MBeanServer JMX = ManagementFactory.getPlatformMBeanServer();

  @TempDir Path folder;

  @Test
  void deliversEverySampleOfACycleWithOneTimestamp() {
    Path file = folder.resolve("out.jsonl");
    try (Agent agent = folder().pipeline("'*'", "file://" + file).start()) {
      await().until(() -> ConfigurationFolder.lines(file).size() > 1);
      assertThat(agent.isRunning()).isTrue();
    }
    List<Sample> samples = ConfigurationFolder.lines(file).stream().map(SampleJson::read).toList();
    String first = samples.get(0).timestamp();
    assertThat(samples)
        .filteredOn(sample -> sample.timestamp().equals(first))
        .extracting(Sample::name)
        .contains("cpu", "vcpus", "power.state");
  }

  @Test
  void showsARouteForEverySourceSinkAndPublisherInJmx() throws Exception {
    Path file = folder.resolve("out.jsonl");
    try (Agent agent = folder().pipeline("cpu", "file://" + file, "log:").start()) {
      Set<String> routes = new TreeSet<>();
      for (ObjectName name :
          JMX.queryNames(
              new ObjectName("org.apache.camel:context=camelometer,type=routes,*"), null)) {
        routes.add(ObjectName.unquote(name.getKeyProperty("name")));
      }
      assertThat(routes)
          .containsExactly(
              "change-s",
              "deliver-k-0-file",
              "deliver-k-1-log",
              "poll-s",
              "publisher-k-0-file",
              "publisher-k-1-log",
              "sink-k",
              "source-s");
      ObjectName publisher =
          new ObjectName(
              "org.apache.camel:context=camelometer,type=routes,name=\"publisher-k-0-file\"");
      await().until(() -> (Long) JMX.getAttribute(publisher, "ExchangesCompleted") > 0);
      assertThat(agent.context().getRoutes()).hasSize(10);
    }
  }

  @Test
  void showsInJmxWhatATestPublisherKeeps() throws Exception {
    ObjectName name = new ObjectName("org.camelometer:type=Test,name=\"publisher-k-0-test\"");
    try (Agent agent = folder().pipeline("cpu", "test://here").start()) {
      await().until(() -> (Long) JMX.getAttribute(name, "SampleCount") > 0);
      Object latest = JMX.invoke(name, "latest", new Object[] {1}, new String[] {"int"});
      assertThat(SampleJson.read(((String[]) latest)[0]).name()).isEqualTo("cpu");
      assertThat(agent.isRunning()).isTrue();
    }
    assertThat(JMX.isRegistered(name)).isFalse();
  }

  @Test
  void keepsALedgerThatBalancesAndGoesOnWhereAPublisherFails() throws Exception {
    Path file = folder.resolve("out.jsonl");
    folder()
        .set("camelometer.rabbitmq.url", "amqp://127.0.0.1:1/")
        .pipeline(
            "cpu",
            "notifier://?spool=false",
            "file://" + file,
            "file:///dev/null/x",
            "notifier://");
    try (Agent agent = Agents.start(folder)) {
      await().until(() -> ledger("publisher-k-1-file", "Delivered") >= 2);
      assertThat(agent.isRunning()).isTrue();
      await().until(() -> ledger("publisher-k-0-notifier", "Refused") >= 1);
      assertThat(ledger("publisher-k-0-notifier", "Delivered")).isZero();
      assertThat(attribute("publisher-k-0-notifier", "Fault").toString()).contains("127.0.0.1:1");
      await().until(() -> ledger("publisher-k-3-notifier", "Pending") >= 2);
      assertThat(ledger("publisher-k-3-notifier", "Refused")).isZero();
      assertThat(attribute("publisher-k-3-notifier", "Fault").toString()).contains("127.0.0.1:1");
      await().until(() -> ledger("publisher-k-2-file", "Refused") >= 1);
      await()
          .until(
              () ->
                  ledger("publisher-k-1-file", "Accepted")
                      == ledger("publisher-k-1-file", "Delivered")
                          + ledger("publisher-k-1-file", "Pending")
                          + ledger("publisher-k-1-file", "Refused"));
    }
  }

  @Test
  void anotherConfigurationIsTriedOutWhileSpoolsAreInUse() {
    folder().set("camelometer.rabbitmq.url", "amqp://127.0.0.1:1/").pipeline("cpu", "notifier://");
    try (Agent agent = Agents.start(folder)) {
      await().until(() -> agent.ledgers().iterator().next().pending() >= 1);

      Agent.tryOut(AgentConfiguration.load(folder, Map.of()));

      assertThat(agent.isRunning()).isTrue();
    }
  }

  @Test
  void sourcesThatFireTogetherShareTheirReading() {
    Path one = folder.resolve("one.jsonl");
    Path two = folder.resolve("two.jsonl");
    folder()
        .write(
            "pipeline.yaml",
            """
            sources:
            - {name: first, interval: 1, meters: [cpu, vcpus], sinks: [one]}
            - {name: second, interval: 1, meters: [cpu], sinks: [two]}
            sinks:
            - {name: one, publishers: ['file://%s']}
            - {name: two, publishers: ['file://%s']}
            """
                .formatted(one, two));
    try (Agent agent = Agents.start(folder)) {
      await().until(() -> ConfigurationFolder.lines(two).size() >= 2);
      await().until(() -> ConfigurationFolder.lines(one).size() >= 4);
      assertThat(agent.isRunning()).isTrue();
    }
    List<String> all = ConfigurationFolder.lines(one);
    assertThat(all).containsAll(ConfigurationFolder.lines(two).subList(0, 2));
  }

  @Test
  void splitsACycleIntoExchangesOfTheBatchSize() throws Exception {
    folder().set("camelometer.polling.batch-size", "1").pipeline("cpu, vcpus, power.state", "log:");
    try (Agent agent = Agents.start(folder)) {
      ObjectName publisher =
          new ObjectName(
              "org.apache.camel:context=camelometer,type=routes,name=\"publisher-k-0-log\"");
      await().until(() -> (Long) JMX.getAttribute(publisher, "ExchangesCompleted") >= 3);
      assertThat(agent.isRunning()).isTrue();
      agent.context().getRouteController().stopRoute("poll-s");
      long exchanges = (Long) JMX.getAttribute(publisher, "ExchangesCompleted");
      await().until(() -> ledger("publisher-k-0-log", "Delivered") == exchanges);
    }
  }

  @Test
  void agentsThatEndedAreForgottenButForTheLast() {
    folder().pipeline("cpu", "log:");
    List<WeakReference<Object>> contexts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      try (Agent agent = Agents.start(folder)) {
        contexts.add(new WeakReference<>(agent.context()));
      }
    }
    await()
        .until(
            () -> {
              System.gc();
              return contexts.stream().filter(context -> context.get() != null).count() <= 1;
            });
  }

  @Test
  void countsSamplesWithoutAVolumeInJmx() throws Exception {
    try (Agent agent = folder().pipeline("cpu", "log:").start()) {
      ObjectName source = new ObjectName("org.camelometer:type=Source,name=\"source-s\"");
      assertThat(JMX.getAttribute(source, "Invalid")).isEqualTo(0L);
      agent
          .context()
          .createFluentProducerTemplate()
          .to("direct:source-s")
          .withBody(
              Batch.of(List.of(Sample.builder("cpu", MeterType.GAUGE, "").volume("x").build())))
          .send();
      assertThat(JMX.getAttribute(source, "Invalid")).isEqualTo(1L);
    }
  }

  @Test
  void copesWithOddNames() {
    Path file = folder.resolve("odd ä.jsonl");
    folder()
        .write(
            "pipeline.yaml",
            """
            sources: [{name: "my source? {{a}}: 100%%", interval: 1, meters: [cpu], sinks: ["a.b&c"]}]
            sinks: [{name: "a.b&c", publishers: ["file://%s"]}]
            """
                .formatted(file));
    try (Agent agent = Agents.start(folder)) {
      await().until(() -> !ConfigurationFolder.lines(file).isEmpty());
      assertThat(agent.isRunning()).isTrue();
    }
  }

  @Test
  void sinksOfOneFileShareItsWriter() throws Exception {
    Path file = folder.resolve("out.jsonl");
    String url = "file://%s?max_bytes=4000&backup_count=100".formatted(file);
    folder()
        .write(
            "pipeline.yaml",
            """
            sources: [{name: s, interval: 1, meters: [cpu, vcpus], sinks: [a, b]}]
            sinks:
            - {name: a, publishers: ['%s']}
            - {name: b, publishers: ['%s']}
            """
                .formatted(url, url));
    try (Agent agent = Agents.start(folder)) {
      await().until(() -> Files.exists(folder.resolve("out.jsonl.1")));
      assertThat(agent.isRunning()).isTrue();
    }
    for (String line : ConfigurationFolder.lines(folder.resolve("out.jsonl.1"))) {
      assertThat(SampleJson.read(line).name()).isIn("cpu", "vcpus");
    }
    assertThat(Files.size(folder.resolve("out.jsonl.1"))).isLessThan(4000);
  }

  private ConfigurationFolder folder() {
    return new ConfigurationFolder(folder);
  }

  private static long ledger(String publisher, String column) throws Exception {
    return (Long) attribute(publisher, column);
  }

  private static Object attribute(String publisher, String name) throws Exception {
    return JMX.getAttribute(
        new ObjectName("org.camelometer:type=Publisher,name=\"%s\"".formatted(publisher)), name);
  }
}

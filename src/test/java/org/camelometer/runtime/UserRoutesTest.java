package org.camelometer.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.ConsumerTemplate;
import org.camelometer.definition.DefinitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users put into {@code routes/} and {@code kamelets/} of their configuration. */
class UserRoutesTest {
  @TempDir Path folder;

  @Test
  void aRouteTapsTheSamplesOfASource() throws Exception {
    folder()
        .pipeline("cpu", "log:")
        .write(
            "routes/tap.camel.yaml",
            """
            - route:
                id: tap
                from:
                  uri: direct:tap-s
                  steps:
                    - to: seda:tapped
            """);
    try (Agent agent = Agents.start(folder);
        ConsumerTemplate consumer = agent.context().createConsumerTemplate()) {
      List<?> batch = consumer.receiveBody("seda:tapped", 10_000, List.class);
      assertThat(batch).hasSize(1);
    }
  }

  @Test
  void theShippedExampleTapsOnceItIsRenamed() throws Exception {
    String example = Files.readString(Path.of("config/routes/tap.camel.yaml.example"));
    folder()
        .pipeline("cpu", "log:")
        .write("routes/tap.camel.yaml", example.replace("meter_source", "s"));
    MemoryLog log = MemoryLog.of("tap");
    try (Agent agent = Agents.start(folder)) {
      await().until(() -> !log.lines().isEmpty());
      assertThat(log.lines().get(0)).startsWith("1 samples, the first of them cpu = ");
      assertThat(agent.isRunning()).isTrue();
    }
  }

  @Test
  void aTapThatFailsMovesNobody() {
    Path file = folder.resolve("out.jsonl");
    folder()
        .pipeline("cpu", "file://" + file)
        .write(
            "routes/tap.camel.yaml",
            """
            - route:
                id: tap
                from:
                  uri: direct:tap-s
                  steps:
                    - throwException:
                        exceptionType: java.lang.IllegalStateException
                        message: broken tap
            """);
    try (Agent agent = Agents.start(folder)) {
      await().until(() -> ConfigurationFolder.lines(file).size() >= 2);
      assertThat(agent.isRunning()).isTrue();
    }
  }

  @Test
  void aFileOfTheSameNameReplacesAShippedRoute() throws Exception {
    String shipped = Files.readString(Path.of("src/main/resources/routes/source.camel.yaml"));
    folder()
        .pipeline("cpu", "log:")
        .write(
            "routes/source.camel.yaml",
            shipped.replace(
                "        - recipientList:",
                "        - to:\n            id: own\n            uri: seda:own\n        - recipientList:"));
    try (Agent agent = Agents.start(folder);
        ConsumerTemplate consumer = agent.context().createConsumerTemplate()) {
      Object batch = consumer.receiveBody("seda:own", 10_000);
      assertThat(batch).isInstanceOf(List.class);
    }
  }

  @Test
  void aKameletMakesAPublisherOfItsName() throws Exception {
    folder()
        .pipeline("cpu", "shout://somewhere:7?loud=yes")
        .write(
            "kamelets/publisher-shout.kamelet.yaml",
            """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: publisher-shout
            spec:
              definition:
                title: Shout
                properties:
                  publisher:
                    type: string
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - setBody:
                        simple: "${bean:{{publisher}}?method=authority} ${body[0].name}"
                    - to: seda:shouted
            """);
    try (Agent agent = Agents.start(folder);
        ConsumerTemplate consumer = agent.context().createConsumerTemplate()) {
      assertThat(consumer.receiveBody("seda:shouted", 10_000, String.class))
          .isEqualTo("somewhere:7 cpu");
    }
  }

  @Test
  void brokenYamlIsToldWithItsFile() {
    folder().pipeline("cpu", "log:").write("routes/bad.camel.yaml", "- route:\n    id: [x\n");
    assertThat(refused()).contains(folder.resolve("routes/bad.camel.yaml").toString());
  }

  @Test
  void aStepThatDoesNotExistIsToldWithItsFile() {
    folder()
        .pipeline("cpu", "log:")
        .write(
            "routes/bad.camel.yaml",
            "- route:\n    id: bad\n    from:\n      uri: direct:x\n      steps:\n        - fly: {}\n");
    assertThat(refused()).contains(folder.resolve("routes/bad.camel.yaml").toString(), "fly");
  }

  @Test
  void anEndpointThatDoesNotExistIsTold() {
    folder()
        .pipeline("cpu", "log:")
        .write(
            "routes/bad.camel.yaml",
            "- route:\n    id: bad\n    from:\n      uri: direct:x\n      steps:\n        - to: nowhere:y\n");
    assertThat(refused()).contains("nowhere");
  }

  @Test
  void tryingOutFindsTheSameWhileAnotherAgentRuns() throws Exception {
    Path file = folder.resolve("out.jsonl");
    ConfigurationFolder configuration = folder().pipeline("cpu", "file://" + file);
    try (Agent agent = configuration.start()) {
      Agent.tryOut(AgentConfiguration.load(folder, Map.of()));
      configuration.write(
          "routes/bad.camel.yaml",
          "- route:\n    id: bad\n    from:\n      uri: direct:x\n      steps:\n        - to: nowhere:y\n");
      DefinitionException wrong =
          catchThrowableOfType(
              DefinitionException.class,
              () -> Agent.tryOut(AgentConfiguration.load(folder, Map.of())));
      assertThat(wrong).hasMessageContaining("nowhere");
      int before = ConfigurationFolder.lines(file).size();
      await().until(() -> ConfigurationFolder.lines(file).size() > before);
      assertThat(agent.isRunning()).isTrue();
    }
  }

  private String refused() {
    DefinitionException wrong =
        catchThrowableOfType(DefinitionException.class, () -> Agents.start(folder).close());
    assertThat(wrong).as("the agent refuses to start").isNotNull();
    return wrong.getMessage();
  }

  private ConfigurationFolder folder() {
    return new ConfigurationFolder(folder);
  }
}

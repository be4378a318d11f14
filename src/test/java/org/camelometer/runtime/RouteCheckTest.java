package org.camelometer.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camelometer.runtime.routes.RouteCheck;
import org.junit.jupiter.api.Test;

/** What operators are told of their routes, kamelets and Camel's settings before anything runs. */
class RouteCheckTest extends RouteChecks {

  @Test
  void theShippedConfigurationAndItsExampleHaveNoProblem() throws Exception {
    Path shipped = Path.of("config");
    for (String name : List.of("application.properties", "pipeline.yaml")) {
      Files.copy(shipped.resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    configuration.write(
        "routes/tap.camel.yaml",
        Files.readString(shipped.resolve("routes/tap.camel.yaml.example")));
    configuration.write("routes/tap.camel.yaml.example", "");
    assertThat(check()).isEmpty();
  }

  @Test
  void copiesOfAllShippedTemplatesAndKameletsHaveNoProblem() throws Exception {
    for (String kind : List.of("routes", "kamelets")) {
      try (Stream<Path> files = Files.list(Path.of("src/main/resources", kind))) {
        for (Path file : files.toList()) {
          configuration.write(kind + "/" + file.getFileName(), Files.readString(file));
        }
      }
    }
    assertThat(check()).isEmpty();
  }

  @Test
  void beansTemplatesAndTheAgentsOwnPartsMayBeNamed() {
    configuration
        .write("routes/a.camel.yaml", route("bean: {ref: mine, method: get}"))
        .write(
            "routes/b.camel.yaml",
            """
            - beans:
                - name: mine
                  type: java.util.concurrent.atomic.AtomicInteger
            - routeTemplate:
                id: mocked
                parameters: [{name: x}]
                from:
                  uri: direct:{{x}}
                  steps:
                    - to: {id: "{{x}}:end", uri: "mock:{{x}}"}
            - templatedRoute:
                routeId: t
                routeTemplateRef: mocked
                parameters: [{name: x, value: y}]
            - route:
                id: own
                from:
                  uri: seda:x
                  steps:
                    - bean: {ref: filter-s, method: select}
                    - to: direct:source-s
                    - to: direct:tap-s
                    - to: log:x?level={{camelometer.no:INFO}}
                    - kamelet: {name: shout, parameters: {word: x}}
            """)
        .write("kamelets/shout.kamelet.yaml", kamelet("shout", "setBody: {simple: '{{word}}'}"));
    assertThat(check()).isEmpty();
    assertThat(RouteCheck.check(folder, AgentConfiguration.settings(folder, Map.of()), null))
        .isEmpty();
  }

  @Test
  void nothingStartsConnectsOrIsCreated() {
    Path data = folder.resolve("data");
    configuration.write(
        "routes/a.camel.yaml",
        """
        - route:
            id: ticks
            from:
              uri: timer:x?delay=0&period=1
              steps:
                - to: file:%s/out
                - to: rabbitmq:x?addresses=127.0.0.1:1&declare=true
        - route:
            id: reads
            from:
              uri: file:%s/in
              steps:
                - to: seda:ticked
        """
            .formatted(data, data));
    List<String> before = threads();
    assertThat(check()).isEmpty();
    assertThat(data).doesNotExist();
    assertThat(threads()).isSubsetOf(before);
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("Camel") || name.startsWith("AMQP"))
        .toList();
  }

  @Test
  void tellsWhatIsNoYamlEmptyOrNoList() {
    configuration
        .write("routes/broken.camel.yaml", "- route: [\n")
        .write("routes/empty.camel.yaml", "# nothing\n")
        .write("routes/map.camel.yaml", "\nroute: {id: x}\n");
    assertThat(check())
        .containsExactly(
            "routes/broken.camel.yaml:2:1: error: this is not YAML: expected the node content, but"
                + " found '<stream end>' while parsing a flow node",
            "routes/empty.camel.yaml: error: the file is empty; write a list of routes into it, or"
                + " remove it",
            "routes/map.camel.yaml:2:1: error: routes are a list; begin each of them with '-"
                + " route:'");
  }

  @Test
  void tellsUnknownStepsPropertiesAndEntries() {
    configuration.write(
        "routes/a.camel.yaml",
        route("setBoddy: {simple: x}", "log: {mesage: x}", "log: [x]") + "- rout: {}\n");
    assertThat(check())
        .containsExactly(
            "routes/a.camel.yaml:6:11: error: there is no step 'setBoddy'; did you mean 'setBody'?",
            "routes/a.camel.yaml:7:17: error: 'log' has no property 'mesage'; did you mean"
                + " 'message'?",
            "routes/a.camel.yaml:8:16: error: this can't be a list here",
            "routes/a.camel.yaml:9:3: error: there is no entry 'rout'; did you mean 'route'?");
  }

  @Test
  void tellsValuesOfTheWrongKind() {
    configuration.write(
        "routes/a.camel.yaml",
        route("split: {simple: '${body}', streaming: maybe, steps: [{to: 'mock:a'}]}"));
    assertThat(check())
        .containsExactly("routes/a.camel.yaml:6:49: error: 'maybe' can't be read as Boolean");
  }

  @Test
  void tellsUnknownComponentsAndOptions() {
    configuration.write(
        "routes/a.camel.yaml",
        route(
            "to: foo:bar",
            "to: seta:x",
            "to: log:x?levell=INFO",
            "to: {uri: 'log:x', parameters: {levell: INFO, showBdy: true}}",
            "to: {uri: log, parameters: {level: INFO}}"));
    List<String> told = check();
    assertThat(told.get(0))
        .startsWith(
            "routes/a.camel.yaml:6:15: error: there is no component 'foo'; put its jar into lib/,"
                + " or write one of bean, ")
        .contains(", rabbitmq, ");
    assertThat(told.subList(1, told.size()))
        .containsExactly(
            "routes/a.camel.yaml:7:15: error: there is no component 'seta'; did you mean 'seda'?",
            "routes/a.camel.yaml:8:21: error: unknown option 'levell' of log; did you mean"
                + " 'level'?",
            "routes/a.camel.yaml:9:43: error: unknown option 'levell' of log; did you mean"
                + " 'level'?",
            "routes/a.camel.yaml:9:57: error: unknown option 'showBdy' of log; did you mean"
                + " 'showBody'?",
            "routes/a.camel.yaml:10:16: error: the endpoint lacks 'loggerName'; it is written"
                + " log:loggerName");
  }

  @Test
  void tellsWhatARouteBeginsWithAndGoesOnWithItsSteps() {
    configuration.write(
        "routes/a.camel.yaml",
        route("to: log:x?levell=INFO").replace("direct:a", "timer:a?perriod=1"));
    assertThat(check())
        .containsExactly(
            "routes/a.camel.yaml:4:20: error: unknown option 'perriod' of timer; did you mean"
                + " 'period'?",
            "routes/a.camel.yaml:6:21: error: unknown option 'levell' of log; did you mean"
                + " 'level'?");
  }

  @Test
  void tellsWrongExpressionsAndWhatIsWrongWithinTheirSteps() {
    configuration.write(
        "routes/a.camel.yaml",
        route(
            "setBody: {simple: '${bdy}'}",
            "filter: {simple: '${body} >> 3', steps: [{to: 'log:x?levell=INFO'}]}",
            "setBody: {language: {language: klingon, expression: x}}"));
    assertThat(check())
        .containsExactly(
            "routes/a.camel.yaml:6:30: error: the expression '${bdy}' is wrong: Unknown function:"
                + " bdy",
            "routes/a.camel.yaml:7:29: error: the expression '${body} >> 3' is wrong: Unexpected"
                + " token >",
            "routes/a.camel.yaml:7:64: error: unknown option 'levell' of log; did you mean"
                + " 'level'?",
            "routes/a.camel.yaml:8:42: error: there is no language 'klingon'; put its jar"
                + " (camel-klingon) into lib/, or write simple");
  }

  @Test
  void tellsBeansThatAreNotThereOrHaveNoClass() {
    configuration.write(
        "routes/a.camel.yaml",
        route("bean: {ref: nope, method: x}", "process: {ref: filtre-s}")
            + "- beans:\n    - name: b\n      type: no.such.Type\n");
    assertThat(check())
        .containsExactly(
            "routes/a.camel.yaml:6:23: error: there is no bean 'nope'; define it under '- beans:'"
                + " in a file of routes/",
            "routes/a.camel.yaml:7:26: error: there is no bean 'filtre-s'; define it under '-"
                + " beans:' in a file of routes/; did you mean 'filter-s'?",
            "routes/a.camel.yaml:10:13: error: there is no class 'no.such.Type'; put its jar into"
                + " lib/");
  }

  @Test
  void tellsUnknownKameletsAndTemplates() {
    configuration.write(
        "routes/a.camel.yaml",
        route("to: kamelet:publisher-lok", "kamelet: {name: publisher-udb}")
            + "- templatedRoute: {routeId: t, routeTemplateRef: sonk}\n");
    assertThat(check())
        .containsExactly(
            "routes/a.camel.yaml:6:15: error: there is no kamelet 'publisher-lok'; did you mean"
                + " 'publisher-log'?; publisher-lok.kamelet.yaml in kamelets/ would be one",
            "routes/a.camel.yaml:7:27: error: there is no kamelet 'publisher-udb'; did you mean"
                + " 'publisher-udp'?; publisher-udb.kamelet.yaml in kamelets/ would be one",
            "routes/a.camel.yaml:8:50: error: there is no route template 'sonk'; did you mean"
                + " 'sink'?");
  }

  @Test
  void tellsWrongKamelets() {
    configuration
        .write(
            "kamelets/publisher-shout.kamelet.yaml",
            kamelet("publisher-shoot", "setBoddy: {simple: x}", "to: foo{{word}}", "to: seta:x"))
        .write("kamelets/publisher-mute.kamelet.yaml", "kind: Kamelet\n");
    assertThat(check())
        .containsExactly(
            "kamelets/publisher-mute.kamelet.yaml:1:1: error: the kamelet has no spec.template,"
                + " where its steps would stand",
            "kamelets/publisher-shout.kamelet.yaml:3:9: error: metadata.name must be"
                + " 'publisher-shout', as the file is called",
            "kamelets/publisher-shout.kamelet.yaml:6:17: warning: the kamelet lacks the property"
                + " 'publisher', by which it gets the name of its settings; add it to"
                + " spec.definition.properties",
            "kamelets/publisher-shout.kamelet.yaml:11:11: error: there is no step 'setBoddy'; did"
                + " you mean 'setBody'?",
            "kamelets/publisher-shout.kamelet.yaml:13:15: error: there is no component 'seta'; did"
                + " you mean 'seda'?");
  }

  @Test
  void tellsWhatIsWrongWithTheStepsOfAReplacedTemplate() throws Exception {
    String shipped = Files.readString(Path.of("src/main/resources/routes/sink.camel.yaml"));
    configuration.write(
        "routes/sink.camel.yaml",
        shipped.replace(
            "      steps:\n        - process:",
            "      steps:\n        - to: foo:x\n        - process:"));
    assertThat(check())
        .singleElement()
        .asString()
        .matches("routes/sink.camel.yaml:\\d+:15: error: there is no component 'foo'; .*");
  }
}

package org.camelometer.publish.gnocchi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camelometer.definition.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionsLoaderTest {
  private final Problems problems = new Problems();

  @Test
  void readsPoliciesAsGnocchiTakesThem() {
    Definitions definitions =
        load(
            """
            archive_policies:
              - name: fine
                back_window: 0
                aggregation_methods: [mean, "rate:mean"]
                definition:
                  - granularity: 1 second
                    timespan: 1 hour
                  - granularity: 60
                    points: 100
            resources: []
            """);
    assertThat(problems.list()).isEmpty();
    assertThat(definitions.policies())
        .singleElement()
        .extracting(ArchivePolicy::body)
        .isEqualTo(
            Map.of(
                "name",
                "fine",
                "back_window",
                0,
                "aggregation_methods",
                List.of("mean", "rate:mean"),
                "definition",
                List.of(
                    Map.of("granularity", "1 second", "timespan", "1 hour"),
                    Map.of("granularity", 60, "points", 100))));
  }

  @Test
  void givesEachMetricItsPolicy() {
    String text =
        """
        archive_policy_default: usual
        resources:
          - resource_type: instance
            metrics:
              cpu: {archive_policy_name: own}
              memory:
          - resource_type: old
            archive_policy: ofType
            metrics: [a, b]
          - resource_type: listed
            metrics: [c]
        """;
    assertThat(policies(load(text)))
        .isEqualTo(
            Map.of("cpu", "own", "memory", "usual", "a", "ofType", "b", "ofType", "c", "usual"));
    assertThat(
            policies(new DefinitionsLoader(false, Optional.of("all"), problems).parse("f", text)))
        .isEqualTo(Map.of("cpu", "all", "memory", "all", "a", "ofType", "b", "ofType", "c", "all"));
  }

  @Test
  void takesAttributesFromPathsListsAndNumbers() {
    Definitions definitions =
        load(
            """
            resources:
              - resource_type: x
                metrics: [m]
                attributes:
                  one: resource_metadata.(a|b)
                  several: [user_id, resource_metadata.b]
                  number: 5
                  fields: {fields: name}
                  missing: resource_metadata.c
            """);
    assertThat(problems.list()).isEmpty();
    Map<String, Object> fields = Map.of("name", "m", "resource_metadata", Map.of("b", "x"));
    assertThat(definitions.types().get(0).attributesOf(fields))
        .isEqualTo(Map.of("one", "x", "several", "x", "number", 5, "fields", "m"));
  }

  @Test
  void keepsWhatEventsDo() {
    Definitions definitions =
        load(
            """
            resources:
              - resource_type: volume
                metrics: [volume.size]
                event_delete: [volume.delete.end, snapshot.*]
                event_create: volume.create.end
                event_attributes: {id: resource_id}
                event_associated_resources: {disk: '{"=": {"volume": "%s"}}'}
            """);
    assertThat(problems.list()).isEmpty();
    EventRules rules = definitions.types().get(0).events().orElseThrow();
    assertThat(rules.delete().get(1).matches("snapshot.delete.end")).isTrue();
    assertThat(rules.create()).hasSize(1);
    assertThat(rules.attributes()).isEqualTo(Map.of("id", "resource_id"));
    assertThat(rules.associated()).containsKey("disk");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "resource: [] # f:1:1: error: unknown key 'resource' in the file; did you mean 'resources'?",
        "[] # f:1:1: error: the file must be a mapping, but is '(a list)'",
        "resources: x # f:1:12: error: 'resources' of the file must be a list, but is 'x'; write - before each entry",
        "resources: [x] # f:1:13: error: a resource type must be a mapping, but is 'x'",
        "resources: [{metrics: [a]}] # f:1:13: error: a resource type has no 'resource_type'",
        "resources: [{resource_type: t}] # f:1:13: error: resource type 't' has no 'metrics'; name its meters",
        "resources: [{resource_type: t, metrics: [a], metrik: 1}] # f:1:46: error: unknown key 'metrik' in resource type 't'; did you mean 'metrics'?",
        "resources: [{resource_type: t, metrics: [a, a]}] # f:1:45: error: the metric 'a' stands twice in resource type 't'",
        "resources: [{resource_type: t, metrics: {a: , a: }}] # f:1:47: error: 'a' stands twice; it was set before in line 1",
        "resources: [{resource_type: t, metrics: {a: 1}}] # f:1:45: error: metric 'a' must be a mapping, but is '1'",
        "resources: [{resource_type: t, metrics: [a]}, {resource_type: u, metrics: [a]}] # f:1:76: warning: the metric 'a' stands in resource type 't' as well, in line 1; only resource type 'u' counts",
        "resources: [{resource_type: t, metrics: [a], archive_policy: low}] # f:1:62: warning: 'archive_policy' of resource type 't' wins over everything else; write archive_policy_name at each metric instead",
        "resources: [{resource_type: t, metrics: [a], attributes: {x: 'a b'}}] # f:1:62: error: attribute 'x' of resource type 't': 'a b' is not a path such as resource_metadata.(name|display_name): 'b' isn't expected there",
        "resources: [{resource_type: t, metrics: [a], attributes: {x: {plugin: split, fields: a}}}] # f:1:63: error: unknown key 'plugin' in attribute 'x' of resource type 't'; known are fields",
        "resources: [{resource_type: t, metrics: [a], event_delete: x}] # f:1:13: error: resource type 't' names events, but no 'id' in 'event_attributes'; write the trait that holds the resource's id",
        "archive_policies: [{name: p}] # f:1:20: error: archive policy 'p' has no 'definition'; list at least one granularity and timespan",
        "archive_policies: [{name: p, back_window: -1, definition: [{points: 1, timespan: 1}]}] # f:1:43: error: the back_window '-1' of archive policy 'p' is not a whole number of at least 0",
        "archive_policies: [{name: p, definition: [{points: 1}]}] # f:1:43: error: a definition of archive policy 'p' needs two of granularity, timespan and points",
      })
  void saysWhereAndWhatIsWrong(String text, String problem) {
    load(text);
    assertThat(problems.list()).extracting(Object::toString).containsExactly(problem);
  }

  @Test
  void refusesASecondPolicyOfTheSameName() {
    String policy = "{name: p, definition: [{points: 1, timespan: 1}]}";
    load("archive_policies: [%s, %s]".formatted(policy, policy));
    assertThat(problems.list())
        .extracting(Object::toString)
        .containsExactly("f:1:78: error: a second archive policy 'p' stands in the file");
  }

  @Test
  void readsCeilometersOwnFileWithoutAProblem() {
    Path file = Path.of("../shared/vectors/ceilometer-19/gnocchi_resources.yaml");
    assumeTrue(Files.exists(file));
    Definitions ceilometers = new DefinitionsLoader(false, Optional.empty(), problems).load(file);
    assertThat(problems.list()).isEmpty();
    assertThat(ceilometers.types()).hasSize(20);
    assertThat(ceilometers.ofMeter("cpu").orElseThrow().name()).isEqualTo("instance");
  }

  @Test
  void shipsADefinitionOfEveryMeterThatThisAgentReads() throws IOException {
    Definitions shipped = new DefinitionsLoader(false, Optional.empty(), problems).loadShipped();
    assertThat(problems.list()).isEmpty();
    assertThat(documentedMeters())
        .hasSizeGreaterThan(50)
        .allSatisfy(meter -> assertThat(shipped.ofMeter(meter)).as(meter).isPresent());
    assertThat(shipped.types())
        .flatExtracting(type -> type.metrics().values())
        .isSubsetOf(shipped.policies().stream().map(ArchivePolicy::name).toList());
  }

  private static List<String> documentedMeters() throws IOException {
    return Files.readAllLines(Path.of("docs/meters.md")).stream()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.substring(3, line.indexOf('`', 3)))
        .toList();
  }

  private Definitions load(String text) {
    return new DefinitionsLoader(false, Optional.empty(), problems).parse("f", text);
  }

  private static Map<String, String> policies(Definitions definitions) {
    Map<String, String> policies = new HashMap<>();
    definitions.types().forEach(type -> policies.putAll(type.metrics()));
    return policies;
  }
}

package org.camelometer.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What operators are told of ids, settings and files, and of routes at a start. */
class RouteIdsAndSettingsTest extends RouteChecks {

  @Test
  void tellsIdsThatAreTaken() {
    configuration
        .write(
            "routes/a.camel.yaml",
            route("to: {id: x, uri: 'mock:a'}", "to: {id: x, uri: 'mock:b'}"))
        .write("routes/b.camel.yaml", route("to: mock:a"))
        .write("routes/c.camel.yaml", route("to: mock:a").replace("id: a", "id: source-s"));
    assertThat(check())
        .containsExactly(
            "routes/a.camel.yaml:7:20: error: the step id 'x' is taken: routes/a.camel.yaml:6:20"
                + " has it already; ids differ over all files",
            "routes/b.camel.yaml:2:9: error: the route id 'a' is taken: routes/a.camel.yaml:2:9 has"
                + " it already; ids differ over all files",
            "routes/c.camel.yaml:2:9: error: Camelometer itself makes a route 'source-s'; give this"
                + " route another id");
  }

  @Test
  void routesThatArentMadeAndStepsWithAPrefixMayBeAlike() {
    configuration
        .write(
            "routes/a.camel.yaml",
            route("to: {id: x, uri: 'mock:a'}").replace("from:", "nodePrefixId: p\n    from:"))
        .write(
            "routes/b.camel.yaml",
            route("to: {id: x, uri: 'mock:b'}", "to: foo:bar")
                .replace("id: a", "id: b\n    precondition: '{{?my.no}}'"));
    assertThat(check()).isEmpty();
  }

  @Test
  void tellsPlaceholdersThatNobodySets() {
    configuration
        .set("my.level", "INFO")
        .write("routes/a.camel.yaml", route("to: log:{{my.name}}?level={{my.level}}"));
    assertThat(check())
        .containsExactly(
            "routes/a.camel.yaml:6:19: error: {{my.name}} isn't set anywhere; set 'my.name' in"
                + " application.properties");
  }

  @Test
  void tellsSettingsThatCamelRefusesAndGoesOnWithTheRoutes() {
    configuration
        .set("camel.main.no-such-thing", "1")
        .set("camel.component.seda.concurrentConsumers", "many")
        .set("camel.main.jmxEnabled", "false")
        .write("routes/a.camel.yaml", route("setBody: {simple: '${bdy}'}"));
    assertThat(check())
        .containsExactly(
            "application.properties:5:1: error: Camel has no setting 'camel.main.no-such-thing';"
                + " correct the name or remove the line",
            "application.properties:6:1: error: camel.component.seda.concurrentConsumers = 'many'"
                + " can't be used: For input string: \"many\"",
            "routes/a.camel.yaml:6:30: error: the expression '${bdy}' is wrong: Unknown function:"
                + " bdy");
  }

  @Test
  void warnsOfFilesThatAreNotRead() {
    configuration.write("routes/a.yaml", "x").write("routes/b.yml", "x");
    assertThat(check())
        .containsExactly(
            "routes/a.yaml: warning: it isn't read; call it a.camel.yaml",
            "routes/b.yml: warning: it isn't read; call it b.camel.yaml");
  }

  @Test
  void aStartTellsTheSamePlaces() {
    configuration.write("routes/a.camel.yaml", route("to: foo:bar"));
    assertThat(refused())
        .startsWith("routes/a.camel.yaml:6:15: error: there is no component 'foo'");
    configuration.write("routes/a.camel.yaml", route("setBoddy: {simple: x}"));
    assertThat(refused())
        .isEqualTo(
            "routes/a.camel.yaml:6:11: error: there is no step 'setBoddy'; did you mean"
                + " 'setBody'?");
    configuration.set("camel.main.no-such-thing", "1");
    assertThat(refused()).startsWith("application.properties:5:1: error: Camel has no setting");
  }
}

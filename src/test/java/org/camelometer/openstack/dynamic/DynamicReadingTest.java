package org.camelometer.openstack.dynamic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelometer.openstack.dynamic.PolledDefinitions.answer;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.camelometer.openstack.dynamic.request.Answer;
import org.camelometer.poll.Deadline;
import org.camelometer.sample.Sample;
import org.camelometer.sample.SampleJson;
import org.junit.jupiter.api.Test;

class DynamicReadingTest {
  private static final String CLOUD = "http://cloud/v2/";
  private static final String POLLSTER =
      """
      - name: a.b
        sample_type: gauge
        unit: thing
        value_attribute: size
        endpoint_type: compute
        url_path: things
      """;
  private static final String PAGED =
      POLLSTER + "  response_entries_key: things\n  next_sample_url_attribute: next\n";
  private static final String ENRICHED =
      POLLSTER
          + """
              metadata_fields: [zone]
              extra_metadata_fields:
              - name: project_name
                endpoint_type: identity
                url_path: "'projects/' + sample['project_id']"
                value: name
                metadata_fields: [domain_id, zone]
              - name: domain_name
                endpoint_type: identity
                url_path: "'domains/' + extra_metadata_captured['domain_id']"
                value: name
              - name: note
                endpoint_type: identity
                url_path: "'notes/' + extra_metadata_by_name['project_name']['value'] + '/' + sample['metadata']['zone']"
                value: text
            """;

  private final Map<String, Answer> answers = new HashMap<>();

  private PolledDefinitions poll(String yaml) {
    return new PolledDefinitions(CLOUD, answers).poll(yaml);
  }

  private void put(String path, String json) {
    answers.put(CLOUD + path, answer(json.replace('\'', '"')));
  }

  @Test
  void leavesOutOnlyTheEntriesThatCannotBeRead() {
    put("things", "[{'id': 'x', 'size': 1}, {'id': 'y'}, 7, {'id': 'z', 'size': 3}]");
    PolledDefinitions polled = poll(POLLSTER);
    assertThat(polled.samples()).extracting(Sample::resourceId).containsExactly("x", "z");
    assertThat(polled.failures()).containsExactly("'size' names the key 'size', which isn't there");
  }

  @Test
  void keepsThePagesThatCameBeforeOneThatFails() {
    put("things", "{'things': [{'id': 'x', 'size': 1}], 'next': 'more'}");
    PolledDefinitions polled = poll(PAGED);
    assertThat(polled.samples()).hasSize(1);
    assertThat(polled.failures()).containsExactly("http://cloud/v2/more answers with status 404");
  }

  @Test
  void endsWherePagesLeadInACircle() {
    put("things", "{'things': [{'id': 'x', 'size': 1}], 'next': 'things?page=2'}");
    put("things?page=2", "{'things': [{'id': 'y', 'size': 1}], 'next': '/v2/things'}");
    PolledDefinitions polled = poll(PAGED);
    assertThat(polled.samples()).hasSize(2);
    assertThat(polled.failures())
        .containsExactly("the pages of http://cloud/v2/things lead in a circle");
  }

  @Test
  void asksNobodyWhenTheTimeOfTheCycleIsOver() {
    PolledDefinitions polled =
        new PolledDefinitions(CLOUD, answers).poll(PAGED, Deadline.in(Duration.ZERO, () -> 0));
    assertThat(polled.urls()).isEmpty();
    assertThat(polled.failures())
        .containsExactly("the time of the cycle is over before everything was asked");
  }

  @Test
  void givesUpAfterAThousandPages() {
    for (int page = 0; page <= 1000; page++) {
      String next = "'next': 'things?page=%d'".formatted(page + 1);
      put(page == 0 ? "things" : "things?page=" + page, "{'things': [], %s}".formatted(next));
    }
    PolledDefinitions polled = poll(PAGED);
    assertThat(polled.urls()).hasSize(1000);
    assertThat(polled.failures())
        .containsExactly("http://cloud/v2/things has more than 1000 pages");
  }

  @Test
  void asksForOnlyAsLongAsTheCycleHasLeft() {
    put("things", "[]");
    PolledDefinitions polled =
        new PolledDefinitions(CLOUD, answers)
            .poll(POLLSTER, Deadline.in(Duration.ofSeconds(3), () -> 0));
    assertThat(polled.requests().get(0).timeout()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void showsNoLoginToAServerThatOnlyAnAnswerNames() throws ReadingException {
    Place place = new ApiPlace("", request -> answer("[]"));
    Place.Location first = place.first("https://billing.example/v1/a?key=1", true);
    assertThat(place.next(first, "/v1/a?page=2").text())
        .isEqualTo("https://billing.example/v1/a?page=2");
    assertThat(place.next(first, "https://billing.example/b").text())
        .isEqualTo("https://billing.example/b");
    assertThatThrownBy(() -> place.next(first, "http://billing.example/b"))
        .hasMessageContaining("must not see the login")
        .hasMessageContaining(
            "| value.replace('http://billing.example', 'https://billing.example')");
  }

  @Test
  void tellsRequestsThatAnAnswerNamed() {
    put("things", "{'things': [], 'next': 'http://elsewhere/x'}");
    assertThat(poll(PAGED).requests())
        .extracting(r -> r.url() + " " + r.followed())
        .containsExactly("http://cloud/v2/things false", "http://elsewhere/x true");
  }

  @Test
  void endsAtAMissingKeyInAnOperation() {
    put("things", "{'things': [{'id': 'x', 'size': 1}], 'links': {}}");
    PolledDefinitions polled = poll(PAGED.replace(": next", ": \"links | value['next']\""));
    assertThat(polled.failures()).isEmpty();
    assertThat(polled.samples()).hasSize(1);
  }

  @Test
  void takesASingleObjectAsTheOneEntry() {
    put("things", "{'thing': {'uuid': 'x', 'size': 1}}");
    assertThat(poll(POLLSTER + "  resource_id_attribute: uuid\n").samples())
        .extracting(Sample::resourceId)
        .containsExactly("x");
  }

  @Test
  void readsATextAsItsDocumentationSays() {
    put("things", "42");
    String text =
        POLLSTER.replace(": size", ": out | int(value)")
            + "  response_handlers: [text]\n  response_entries_key: '. | [value]'\n";
    PolledDefinitions polled = poll(text);
    assertThat(polled.problems()).isEmpty();
    assertThat(polled.samples()).extracting(Sample::volume).containsExactly(42L);
  }

  @Test
  void readsXml() {
    put(
        "things",
        "<r><thing><id>1</id><size>5</size></thing><thing><id>2</id><size>6</size></thing></r>");
    String xml = POLLSTER + "  response_handlers: [json, xml]\n  response_entries_key: r.thing\n";
    assertThat(poll(xml).samples()).extracting(Sample::volume).containsExactly("5", "6");
  }

  @Test
  void mapsValuesByPythonsEquality() {
    put(
        "things",
        "[{'id': 'a', 'size': 1.0}, {'id': 'b', 'size': true}, {'id': 'c', 'size': '1'}, {'id': 'd', 'size': null}]");
    assertThat(poll(POLLSTER + "  value_mapping: {1: 10, null: 20}\n").samples())
        .extracting(sample -> String.valueOf(sample.volume()))
        .containsExactly("10", "10", "-1", "20");
  }

  /** Whoever writes such a sample would never end. */
  @Test
  void makesNoSampleThatHoldsItself() {
    put("things", "[{'id': 'x', 'size': 1}]");
    String whole = POLLSTER.replace(": size", ": '. | [value]'") + "  user_id_attribute: '.'\n";
    PolledDefinitions polled = poll(whole + "  metadata_fields: ['.', value]\n");
    assertThat(polled.failures()).isEmpty();
    assertThat(polled.samples().get(0).volume()).asString().startsWith("[{id=x, size=1");
    assertThat(SampleJson.text(polled.samples().get(0))).contains("\"size\":1");
  }

  private void putProject() {
    put(
        "things",
        "[{'id': 'x', 'size': 1, 'project_id': 'p', 'zone': 'own'}, {'id': 'y', 'size': 2, 'project_id': 'p', 'zone': 'own'}]");
    put("projects/p", "{'project': {'name': 'P', 'domain_id': 'd', 'zone': 'theirs'}}");
    put("domains/d", "{'domain': {'name': 'D'}}");
    put("notes/P/own", "{'note': {'text': 'good'}}");
  }

  @Test
  void addsWhatFieldsFindAndAsksForItOnce() {
    putProject();
    PolledDefinitions polled = poll(ENRICHED);
    assertThat(polled.failures()).isEmpty();
    assertThat(polled.samples())
        .hasSize(2)
        .allSatisfy(
            sample ->
                assertThat(sample.resourceMetadata())
                    .isEqualTo(
                        Map.of(
                            "zone",
                            "own",
                            "project_name",
                            "P",
                            "domain_id",
                            "d",
                            "domain_name",
                            "D",
                            "note",
                            "good")));
    assertThat(polled.urls()).hasSize(4);
  }

  @Test
  void asksEachTimeWhereNothingIsToBeKept() {
    putProject();
    assertThat(poll(ENRICHED + "  extra_metadata_fields_cache_seconds: 0\n").urls()).hasSize(7);
  }

  @Test
  void leavesSamplesAsTheyAreThatAreToBeSkipped() {
    putProject();
    PolledDefinitions polled =
        poll(ENRICHED + "  extra_metadata_fields_skip: [{value: 1, metadata: {zone: own}}]\n");
    assertThat(polled.samples())
        .extracting(sample -> sample.resourceMetadata().size())
        .containsExactly(1, 5);
  }

  @Test
  void asksNoUrlThatLacksWhatItIsMadeOf() {
    put("things", "[{'id': 'x', 'size': 1, 'zone': 'own'}]");
    PolledDefinitions polled = poll(ENRICHED);
    assertThat(polled.urls()).hasSize(1);
    assertThat(polled.failures().get(0)).contains("no such key: 'project_id'");
  }

  @Test
  void readsTheOutputOfACommand() {
    PolledDefinitions polled =
        poll(
            POLLSTER
                    .replace("  endpoint_type: compute\n  url_path: things\n", "")
                    .replace(": size", ": n")
                + "  host_command: \"echo '[{\\\"id\\\": \\\"x\\\", \\\"n\\\": 3}]'\"\n");
    assertThat(polled.failures()).isEmpty();
    assertThat(polled.samples()).extracting(Sample::volume).containsExactly(3);
  }
}

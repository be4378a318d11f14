package org.camelometer.openstack.dynamic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.camelometer.definition.Problem;
import org.camelometer.definition.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionLoaderTest {
  private static final String WHOLE =
      """
      - name: a.b
        sample_type: gauge
        unit: thing
        value_attribute: size
        endpoint_type: compute
        url_path: things
      """;

  @TempDir Path folder;
  private final Problems problems = new Problems();

  private DefinitionLoader load(String text) {
    return new DefinitionLoader(false, problems).text("p.yaml", text);
  }

  private void assertProblem(String text, String place, String sentence) {
    load(text);
    assertThat(problems.list())
        .extracting(Problem::toString)
        .anySatisfy(
            problem -> assertThat(problem).startsWith("p.yaml:" + place).contains(sentence));
  }

  @Test
  void readsTheFilesOfAFolderInTheOrderOfTheirNames() throws IOException {
    Files.writeString(folder.resolve("2.yaml"), WHOLE.replace("a.b", "second"));
    Files.writeString(folder.resolve("1.yml"), WHOLE.replace("a.b", "first"));
    Files.writeString(folder.resolve("3.txt"), "no pollster");
    DefinitionLoader loader = new DefinitionLoader(false, problems).folder(folder);
    assertThat(loader.definitions())
        .extracting(Definition::name)
        .containsExactly("first", "second");
    assertThat(problems.list()).isEmpty();
  }

  @Test
  void takesTheFirstOfTwoPollstersWithOneName() {
    DefinitionLoader loader = load(WHOLE + WHOLE.replace("things", "others"));
    assertThat(loader.definitions()).hasSize(1);
    assertThat(loader.definitions().get(0).origin().location()).hasToString("things");
    assertThat(problems.list())
        .singleElement()
        .asString()
        .isEqualTo(
            "p.yaml:7:3: warning: pollster 'a.b' was defined before, at p.yaml:1:3; this one is"
                + " passed over");
  }

  @Test
  void namesThePlaceOfWhatIsWrong() {
    assertProblem(WHOLE.replace("  unit: thing\n", ""), "1:3: error", "'a.b' has no 'unit'");
    assertProblem(WHOLE.replace("gauge", "level"), "2:16: error", "use gauge, delta or cumulative");
    assertProblem(WHOLE.replace("a.b", "a..b"), "1:9: error", "words with dots between them");
    assertProblem(WHOLE + "  respones_entries_key: x\n", "7:3: error", "response_entries_key");
    assertProblem(WHOLE + "  timeout: soon\n", "7:12: error", "a number of seconds");
    assertProblem(WHOLE + "  response_handlers: json\n", "7:22: error", "must be a list");
    assertProblem(
        WHOLE + "  response_handlers: [yaml]\n", "7:22: error", "only json, xml and text");
    assertProblem("name: a\n", "1:1: error", "write - before each pollster");
  }

  @Test
  void saysWhatToWriteForAnExpressionOfPython() {
    assertProblem(
        WHOLE.replace(": size", ": \"tags | [v['n'] for v in value if v['on']]\""),
        "4:",
        "write map(lambda v: v['n'], filter(lambda v: v['on'], value)) instead");
    assertThat(problems.hasErrors()).isFalse();
  }

  @Test
  void doesNotTakeFormattingForARemainder() {
    assertProblem(
        WHOLE.replace(": size", ": \"size | '%s GB' % value\""),
        "4:",
        "formats no text here; write str(value) + ' GB' instead");
  }

  @Test
  void saysWhereInTheTextAnOperationIsWrong() {
    assertProblem(WHOLE.replace(": size", ": size | 5"), "4:27: warning", "doesn't use 'value'");
  }

  @Test
  void saysWhatToWriteForAUrlThatOnlyPythonComputes() {
    assertProblem(
        WHOLE
            + """
              extra_metadata_fields:
              - name: project_name
                endpoint_type: identity
                url_path: "f'projects/{sample[\\"project_id\\"]}'"
                value: name
            """,
        "10:",
        "write 'projects/' + str(sample[\"project_id\"]) instead");
  }

  @Test
  void wantsAKnownLoginForAnApiOutsideOpenStack() {
    String outside =
        WHOLE
            .replace("endpoint_type: compute", "module: awsauth")
            .replace("url_path: things", "url_path: http://rgw/admin/usage");
    assertProblem(outside, "1:3: error", "has no 'authentication_object'");
    assertProblem(
        outside + "  authentication_object: Kerberos\n",
        "7:26: error",
        "it has none, HTTPBasicAuth");
    assertProblem(
        outside + "  authentication_object: S3Auth\n", "1:3: error", "S3Auth takes 2 or 3");
    assertProblem(
        outside.replace("http://rgw/admin/usage", "admin/usage")
            + "  authentication_object: none\n",
        "6:13: error",
        "must be a whole URL");
  }

  @Test
  void neverShowsALogin() {
    DefinitionLoader loader =
        load(
            WHOLE
                    .replace("endpoint_type: compute", "module: requests.auth")
                    .replace("url_path: things", "url_path: http://host/x")
                + "  authentication_object: HTTPBasicAuth\n"
                + "  authentication_parameters: me, s3cr3t\n");
    assertThat(problems.list()).isEmpty();
    assertThat(loader.definitions().toString()).doesNotContain("s3cr3t");
  }

  @Test
  void readsWhatIsSetInBracketsOnlyForSeveralMeters() {
    assertProblem(WHOLE.replace(": size", ": '[volume].size'"), "1:3: warning", ".{word}");
    assertProblem(WHOLE.replace("a.b", "a.{kind}"), "4:20: error", "must be [list].key");
  }

  /** The operations and URLs of Ceilometer's documentation. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        ". | value['some_field'] if 'some_field' in value else ''",
        "user | value.split('$')[0].strip()",
        "user | value.split ('$') | value[0] | value.strip()",
        "user  | value.split('$') | value[0]",
        "server_link | filter(lambda v: v.get('rel') == 'next', value) | list(value) | value[0]"
            + " | value.get('href')",
        "server_links | filter(lambda v: v.get('rel') == 'next', value) | list(value) | value[0]"
            + " | value.get('href') | value.replace('http:', 'https:')",
        "image | value or { 'id': '' } | value['id']",
        "tags | ','.join(value)",
      })
  void readsTheOperationsOfCeilometersDocumentation(String text) {
    assertThat(Attribute.parse(text).faults()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'/v3/projects/' + str(sample['project_id'])",
        "'/v3/domains/' + str(extra_metadata_captured['domain_id'])",
        "'get-vm --vm-name ' + str(extra_metadata_by_name['project_name']['metadata']['id'])"
      })
  void computesTheUrlsOfCeilometersDocumentation(String text) {
    assertThat(Template.parse(text).isCode()).isTrue();
    assertThat(Template.parse(text).fault()).isEmpty();
  }
}

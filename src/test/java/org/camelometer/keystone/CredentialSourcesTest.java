package org.camelometer.keystone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Position;
import org.camelometer.definition.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialSourcesTest {
  private static final String CLOUDS =
      """
      clouds:
        testbed:
          auth:
            auth_url: http://clouds:5000/v3
            username: ceilometer
            user_domain_name: Default
            project_name: service
            project_domain_name: Default
          region_name: RegionOne
          interface: internal
          verify: false
        other:
          auth_type: v3applicationcredential
          auth:
            auth_url: https://other:5000
            application_credential_id: abc
            application_credential_secret: s3cr3t
      """;

  @TempDir private Path here;
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, String> section = new HashMap<>();

  @BeforeEach
  void fill() {
    section.put("auth_type", "password");
    section.put("auth_url", "http://keystone:5000/v3");
    section.put("username", "ceilometer");
    section.put("user_domain_name", "Default");
    section.put("password", "s3cr3t");
    section.put("project_name", "service");
    section.put("project_domain_name", "Default");
  }

  @Test
  void readsCeilometersNames() {
    section.put("region_name", "RegionOne");
    section.put("interface", "internalURL");
    Credentials credentials = read();
    assertThat(credentials.authUrl()).hasToString("http://keystone:5000/v3");
    assertThat(credentials.login())
        .isEqualTo(
            new Login.Password(
                named(null, "ceilometer", named(null, "Default", null)), new Secret("s3cr3t")));
    assertThat(credentials.scope())
        .isEqualTo(new Scope.Project(named(null, "service", named(null, "Default", null))));
    assertThat(credentials.region()).contains("RegionOne");
    assertThat(credentials.interfaces()).containsExactly("internal");
    assertThat(credentials.tls().verified()).isTrue();
  }

  @Test
  void readsSettingsWithHyphensOrUnderscores() {
    Map<String, String> settings = settings();
    settings.put("camelometer.keystone.project-name", "other");
    settings.remove("camelometer.keystone.project_name");
    Credentials credentials = find(Settings.of(settings)).orElseThrow();
    assertThat(credentials.scope())
        .isEqualTo(new Scope.Project(named(null, "other", named(null, "Default", null))));
  }

  @Test
  void readsASecretFromAFile() throws Exception {
    Path file = Files.writeString(here.resolve("password"), "from-file\n");
    Map<String, String> settings = settings();
    settings.put("camelometer.keystone.password", "{{file:%s}}".formatted(file));
    Login login = find(Settings.of(settings)).orElseThrow().login();
    assertThat(((Login.Password) login).password()).isEqualTo(new Secret("from-file"));
  }

  @Test
  void namesSettingsAsTheyAreWritten() {
    Settings settings = Settings.of(Map.of("camelometer.keystone.username", "u"));
    assertThatThrownBy(() -> find(settings))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("camelometer.keystone.auth-url isn't set; set it to Keystone's")
        .hasMessageContaining("camelometer.keystone.password isn't set")
        .hasMessageContaining("camelometer.keystone.user-domain-name isn't set")
        .hasMessageContaining("camelometer.keystone.project-name isn't set");
  }

  @Test
  void hasNoneWhereNothingIsSet() {
    assertThat(find(Settings.of(Map.of()))).isEmpty();
  }

  @Test
  void takesACloudThatItIsTold() throws Exception {
    clouds();
    Files.writeString(
        here.resolve("secure.yaml"), "clouds: {testbed: {auth: {password: from-secure}}}");
    Credentials credentials =
        find(Settings.of(Map.of("camelometer.keystone.cloud", "testbed"))).orElseThrow();
    assertThat(credentials.authUrl()).hasToString("http://clouds:5000/v3");
    assertThat(((Login.Password) credentials.login()).password())
        .isEqualTo(new Secret("from-secure"));
    assertThat(credentials.interfaces()).containsExactly("internal");
    assertThat(credentials.tls().verified()).isFalse();
  }

  @Test
  void takesTheCloudOfTheEnvironmentWithMannersOfTheSettings() throws Exception {
    clouds();
    environment.put("OS_CLOUD", "other");
    environment.put("OS_AUTH_URL", "http://environment:5000");
    Credentials credentials =
        find(Settings.of(Map.of("camelometer.keystone.region-name", "Mine"))).orElseThrow();
    assertThat(credentials.authUrl()).hasToString("https://other:5000");
    assertThat(credentials.region()).contains("Mine");
    assertThat(credentials.scope()).isEqualTo(new Scope.Own());
    assertThat(credentials.login())
        .isEqualTo(new Login.ApplicationCredential(named("abc", null, null), new Secret("s3cr3t")));
  }

  @Test
  void takesNothingFromElsewhereWhereSettingsSayWhoWeAre() throws Exception {
    clouds();
    environment.put("OS_CLOUD", "testbed");
    environment.put("OS_PASSWORD", "other");
    section.remove("password");
    assertThatThrownBy(this::read).hasMessageContaining("'password' isn't set");
  }

  @Test
  void takesVariables() {
    environment.put("OS_AUTH_URL", "http://environment:5000");
    environment.put("OS_USER_ID", "u1");
    environment.put("OS_PASSWORD", "p");
    environment.put("OS_SYSTEM_SCOPE", "all");
    environment.put("OS_ENDPOINT_TYPE", "adminURL");
    Credentials credentials = find(Settings.of(Map.of())).orElseThrow();
    assertThat(credentials.scope()).isEqualTo(new Scope.Everything());
    assertThat(credentials.interfaces()).containsExactly("admin");
  }

  @Test
  void namesVariablesAsTheyAreWritten() {
    environment.put("OS_AUTH_URL", "http://environment:5000");
    environment.put("OS_CACERT", "/no/such/file");
    assertThatThrownBy(() -> find(Settings.of(Map.of())))
        .hasMessageContaining("environment: error: OS_USERNAME isn't set")
        .hasMessageContaining("OS_CACERT can't be used: NoSuchFileException: /no/such/file");
  }

  @Test
  void tellsWhereInCloudsYamlSomethingIsWrong() throws Exception {
    clouds();
    environment.put("OS_CLOUD", "testbed");
    assertThatThrownBy(() -> find(Settings.of(Map.of())))
        .hasMessage(
            "%s:2:3: error: password of cloud 'testbed' isn't set; without it Keystone lets nobody"
                    .formatted(here.resolve("clouds.yaml").toAbsolutePath())
                + " in");
  }

  @Test
  void tellsWhichCloudWasMeant() throws Exception {
    clouds();
    environment.put("OS_CLOUD", "testbd");
    assertThatThrownBy(() -> find(Settings.of(Map.of())))
        .hasMessageContaining("environment variable OS_CLOUD: error: ")
        .hasMessageContaining("has no cloud 'testbd'; did you mean 'testbed'?");
  }

  @Test
  void tellsThatThereIsNoCloudsYaml() {
    environment.put("OS_CLIENT_CONFIG_FILE", here.resolve("none.yaml").toString());
    environment.put("OS_CLOUD", "testbed");
    assertThatThrownBy(() -> find(Settings.of(Map.of())))
        .hasMessageContaining("none.yaml: error: there is no such file");
  }

  @Test
  void takesATokenWithoutAScope() {
    section.clear();
    section.put("auth_url", "http://keystone:5000");
    section.put("token", "t");
    Credentials credentials = read();
    assertThat(credentials.login()).isEqualTo(new Login.Token(new Secret("t")));
    assertThat(credentials.scope()).isEqualTo(new Scope.Own());
  }

  @Test
  void refusesTwoScopes() {
    section.put("system_scope", "all");
    refuses("'system_scope' is set beside project_name; a token has one scope");
  }

  @Test
  void refusesWhatItDoesNotServe() {
    section.put("auth_type", "v3totp");
    section.put("interface", "publik");
    section.put("insecure", "perhaps");
    refuses("'auth_type' is 'v3totp', which isn't served here; use password,");
    refuses("'interface' names an interface 'publik'; did you mean 'public'?");
    refuses("'insecure' is neither true nor false");
  }

  @Test
  void refusesAnAddressThatIsNoneAndDoesNotShowIt() {
    section.put("auth_url", "http://user:pw@keystone/");
    assertThatThrownBy(this::read)
        .hasMessageContaining("'auth_url' isn't an address such as https://keystone:5000/v3")
        .message()
        .doesNotContain("pw");
  }

  @Test
  void refusesAKeyWithoutItsCertificate() {
    section.put("keyfile", "key.pem");
    refuses("'keyfile' needs the certificate that it belongs to; set certfile");
  }

  @Test
  void showsNoSecret() {
    Values values =
        new Values(section, Map.of(), Position.of("ceilometer.conf"), key -> "'" + key + "'");
    assertThat(values.toString()).contains("password").doesNotContain("s3cr3t");
    assertThat(read().toString()).contains("ceilometer").doesNotContain("s3cr3t");
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    section.forEach((key, value) -> settings.put("camelometer.keystone." + key, value));
    return settings;
  }

  private void refuses(String sentence) {
    assertThatThrownBy(this::read)
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("ceilometer.conf: error: " + sentence);
  }

  private void clouds() throws Exception {
    Files.writeString(here.resolve("clouds.yaml"), CLOUDS);
  }

  private Credentials read() {
    return CredentialSources.of(section, Position.of("ceilometer.conf"), surroundings())
        .find()
        .orElseThrow();
  }

  private Optional<Credentials> find(Settings settings) {
    return CredentialSources.of(settings, surroundings()).find();
  }

  private Surroundings surroundings() {
    return new Surroundings(environment, here, here.resolve("home"));
  }

  private static Named named(String id, String name, Named within) {
    return new Named(
        Optional.ofNullable(id), Optional.ofNullable(name), Optional.ofNullable(within));
  }
}

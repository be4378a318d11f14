package org.camelometer.openstack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelometer.keystone.wire.Recorded.json;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.camelometer.keystone.client.Cloud;
import org.camelometer.keystone.client.ScriptedCloud;
import org.camelometer.keystone.wire.Answer;
import org.camelometer.keystone.wire.FakeTime;
import org.camelometer.keystone.wire.RequestLimits;
import org.camelometer.keystone.wire.ScriptedServices;
import org.camelometer.keystone.wire.ServiceException;
import org.camelometer.openstack.dynamic.request.Request;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DynamicCloudTest {
  private final ScriptedServices services = new ScriptedServices();
  private final Cloud keystone =
      ScriptedCloud.open(services, RequestLimits.DEFAULTS, new FakeTime());
  private final DynamicCloud cloud = new DynamicCloud(keystone);

  @BeforeEach
  void giveTokens() {
    services.reply("identity", ScriptedCloud.token("one"));
  }

  @Test
  void asksWithTheTokenAndTheHeadersOfThePollster() throws Exception {
    services.reply("compute", json(200, "{\"servers\": []}"));
    assertThat(cloud.get(request("http://127.0.0.1:8774/v2.1/servers?name=a b", false)).body())
        .isEqualTo("{\"servers\": []}");
    var asked = services.requests("compute").get(0);
    assertThat(asked.url()).hasToString("http://127.0.0.1:8774/v2.1/servers?name=a%20b");
    assertThat(asked.headers())
        .containsEntry("X-Auth-Token", "one")
        .containsEntry("X-Wish", "come true");
  }

  @Test
  void waitsNoLongerThanThePollsterWants() throws Exception {
    services.reply("compute", json(200, "{}"));
    cloud.get(request("http://127.0.0.1:8774/v2.1", false));
    assertThat(services.timeouts()).last().satisfies(t -> assertThat(t.toSeconds()).isLessThan(3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:1/v2.1/servers",
        "https://127.0.0.1:8774/v2.1/servers",
        "http://127.0.0.1.example.org:8774/v2.1/servers"
      })
  void showsTheTokenToServersOfTheCatalogAlone(String url) {
    assertThatThrownBy(() -> cloud.get(request(url, true)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(url + " isn't asked: the catalog has no service there")
        .hasMessageContaining("| value.replace('");
    assertThat(services.requests()).allMatch(asked -> asked.service().equals("identity"));
  }

  @Test
  void saysWhatAServiceAnsweredInstead() {
    services.reply("compute", json(404, "{\"itemNotFound\": {\"message\": \"no such\"}}"));
    assertThatThrownBy(() -> cloud.get(request("http://127.0.0.1:8774/v2.1/x", false)))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("answered 404")
        .hasMessageContaining("no such");
  }

  @Test
  void takesNoMoreThanThePollsterTakes() {
    services.reply("compute", json(200, "x".repeat(101)));
    assertThatThrownBy(() -> cloud.get(request("http://127.0.0.1:8774/v2.1/x", false)))
        .hasMessageContaining("more than 100 bytes");
  }

  @Test
  void readsASecret() throws Exception {
    Answer token = ScriptedCloud.token("one");
    byte[] catalog = token.text().replace("placement", "key-manager").getBytes(UTF_8);
    ScriptedServices withBarbican =
        new ScriptedServices()
            .reply("identity", new Answer(201, token.headers(), catalog))
            .reply("key-manager", new Answer(200, Map.of(), "user,secret".getBytes(UTF_8)));
    DynamicCloud other =
        new DynamicCloud(ScriptedCloud.open(withBarbican, RequestLimits.DEFAULTS, new FakeTime()));
    assertThat(other.secret("a1")).isEqualTo("user,secret");
    var asked = withBarbican.requests("key-manager").get(0);
    assertThat(asked.url().toString()).endsWith("/v1/secrets/a1/payload");
    assertThat(asked.headers()).containsEntry("Accept", "text/plain");
  }

  @Test
  void saysThatNobodyKeepsSecrets() {
    assertThatThrownBy(() -> cloud.secret("a1"))
        .hasMessageContaining("no service 'key-manager' (Barbican) to keep the secret a1");
  }

  private static Request request(String url, boolean followed) {
    return new Request(url, Map.of("X-Wish", "come true"), Duration.ofSeconds(2), 100, followed);
  }
}

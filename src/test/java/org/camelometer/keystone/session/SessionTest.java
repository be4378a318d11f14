package org.camelometer.keystone.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camelometer.http.HttpTls;
import org.camelometer.http.TlsFiles;
import org.camelometer.keystone.Credentials;
import org.camelometer.keystone.Login;
import org.camelometer.keystone.Named;
import org.camelometer.keystone.Scope;
import org.camelometer.keystone.Secret;
import org.camelometer.keystone.wire.Answer;
import org.camelometer.keystone.wire.Calls;
import org.camelometer.keystone.wire.FakeTime;
import org.camelometer.keystone.wire.Recorded;
import org.camelometer.keystone.wire.Request;
import org.camelometer.keystone.wire.RequestLimits;
import org.camelometer.keystone.wire.Requester;
import org.camelometer.keystone.wire.ScriptedServices;
import org.camelometer.keystone.wire.ServiceException;
import org.camelometer.poll.AlreadySaid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SessionTest {
  private static final Named DEFAULT =
      new Named(Optional.empty(), Optional.of("Default"), Optional.empty());
  private static final Login PASSWORD =
      new Login.Password(name("ceilometer"), new Secret("s3cr3t"));
  private static final Scope PROJECT = new Scope.Project(name("service"));

  private final FakeTime time = new FakeTime();
  private final ScriptedServices services = new ScriptedServices();

  @Test
  void asksForATokenAsKeystoneWantsIt() throws Exception {
    services.reply("identity", recorded("one"));
    session().token();
    Request request = services.requests().get(0);
    assertThat(request.url()).hasToString("http://keystone:5000/v3/auth/tokens");
    assertThat(request.body())
        .contains(
            "{\"auth\":{\"identity\":{\"methods\":[\"password\"],\"password\":{\"user\":"
                + "{\"name\":\"ceilometer\",\"domain\":{\"name\":\"Default\"},"
                + "\"password\":\"s3cr3t\"}}},\"scope\":{\"project\":"
                + "{\"name\":\"service\",\"domain\":{\"name\":\"Default\"}}}}}");
  }

  @Test
  void asksWithAnApplicationCredentialWithoutAScope() throws Exception {
    services.reply("identity", recorded("one"));
    Login login =
        new Login.ApplicationCredential(
            new Named(Optional.empty(), Optional.of("mine"), Optional.of(name("ceilometer"))),
            new Secret("s"));
    session("http://keystone:5000", login, new Scope.Own()).token();
    assertThat(services.requests().get(0).body())
        .contains(
            "{\"auth\":{\"identity\":{\"methods\":[\"application_credential\"],"
                + "\"application_credential\":{\"name\":\"mine\",\"user\":{\"name\":"
                + "\"ceilometer\",\"domain\":{\"name\":\"Default\"}},\"secret\":\"s\"}}}}");
  }

  @Test
  void asksWithATokenForTheWholeCloud() throws Exception {
    services.reply("identity", recorded("one"));
    session("http://keystone:5000/", new Login.Token(new Secret("t")), new Scope.Everything())
        .token();
    assertThat(services.requests().get(0).body())
        .contains(
            "{\"auth\":{\"identity\":{\"methods\":[\"token\"],\"token\":{\"id\":\"t\"}},"
                + "\"scope\":{\"system\":{\"all\":true}}}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://keystone:5000",
        "http://keystone:5000/",
        "http://keystone:5000/v3/",
        "http://keystone:5000/v2.0"
      })
  void findsTheApiWhereverTheAddressEnds(String url) throws Exception {
    services.reply("identity", recorded("one"));
    session(url, PASSWORD, PROJECT).token();
    assertThat(services.requests().get(0).url()).hasToString("http://keystone:5000/v3/auth/tokens");
  }

  @Test
  void keepsATokenUntilALittleBeforeItsEnd() throws Exception {
    services.reply("identity", recorded("one"), recorded("two"));
    Session session = session();
    Token first = session.token();
    assertThat(first.id()).isEqualTo(new Secret("one"));
    assertThat(first.project()).contains("130e68d438bf47809e213fe6e7cafacc");
    time.pass(Duration.ofMinutes(57));
    assertThat(session.token()).isSameAs(first);
    time.pass(Duration.ofMinutes(1));
    assertThat(session.token().id()).isEqualTo(new Secret("two"));
    assertThat(services.requests()).hasSize(2);
  }

  @Test
  void trustsKeystonesClockForTheLifeOfATokenAndNotOurs() throws Exception {
    time.pass(Duration.ofDays(3));
    services.reply("identity", recorded("one"));
    Token token = session().token();
    assertThat(token.ends()).isEqualTo(time.instant().plus(Duration.ofHours(1)));
  }

  @Test
  void renewsShortTokensLater() throws Exception {
    Instant now = time.instant();
    services.reply("identity", token("one", now, now.plusSeconds(100)));
    Token token = session().token();
    assertThat(token.renewal()).isEqualTo(now.plusSeconds(95));
  }

  @Test
  void letsOthersGoOnWhileOneRenewsEarly() throws Exception {
    Session session = session();
    List<Token> meanwhile = new ArrayList<>();
    services.reply(
        "identity",
        request -> recorded("one"),
        request -> {
          meanwhile.add(CompletableFuture.supplyAsync(() -> unchecked(session)).join());
          return recorded("two");
        });
    Token first = session.token();
    time.pass(Duration.ofMinutes(59));
    assertThat(session.token().id()).isEqualTo(new Secret("two"));
    assertThat(meanwhile).containsExactly(first);
  }

  @Test
  void goesOnWithATokenThatIsStillGoodWhileKeystoneIsAway() throws Exception {
    services.reply("identity", recorded("one"), Recorded.json(503, ""));
    Session session = session();
    Token first = session.token();
    time.pass(Duration.ofMinutes(58));
    assertThat(session.token()).isSameAs(first);
    int asked = services.requests().size();
    assertThat(session.token()).isSameAs(first);
    assertThat(services.requests()).hasSize(asked);
    time.pass(Duration.ofMinutes(2));
    assertThatThrownBy(session::token).isInstanceOf(SessionException.class);
  }

  @Test
  void getsOneTokenForAllWhoseTokenWasRefused() throws Exception {
    services.reply("identity", recorded("one"), recorded("two"), recorded("three"));
    Session session = session();
    Token refused = session.token();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Token>> renewed = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        renewed.add(threads.submit(() -> session.renewed(refused)));
      }
      for (Future<Token> token : renewed) {
        assertThat(token.get().id()).isEqualTo(new Secret("two"));
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(services.requests()).hasSize(2);
  }

  @Test
  void doesNotShowAWrongPasswordAgainAndAgain() throws Exception {
    services.reply("identity", Recorded.answer("keystone-token-badpassword"), recorded("one"));
    Session session = session();
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(session::token)
          .isInstanceOf(AlreadySaid.class)
          .hasMessage(
              "identity: POST http://keystone:5000/v3/auth/tokens answered 401 to user"
                  + " 'ceilometer'; check the secret, the names and domains, and that there is a"
                  + " role in the project, domain or system that was set");
    }
    assertThat(services.requests()).hasSize(1);
    time.pass(Duration.ofSeconds(30));
    assertThat(session.token().id()).isEqualTo(new Secret("one"));
  }

  @Test
  void saysWhatIsWrongWithAnAddressThatIsNotKeystones() {
    services.reply(
        "identity", Recorded.json(404, ""), Recorded.json(200, "[]"), Recorded.json(201, "{}"));
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(session()::token)
          .isInstanceOf(ServiceException.class)
          .hasMessageContaining("mend auth_url");
    }
  }

  @Test
  void findsServicesByTheirOtherNamesToo() throws Exception {
    services.reply("identity", recorded("one"));
    Session session = session();
    assertThat(session.endpoints("block-storage").get(0).type()).isEqualTo("volumev3");
    assertThat(session.endpoints("image").get(0).url()).hasToString("http://127.0.0.1:9292");
    assertThat(session.endpoints("image")).hasSize(1);
    assertThat(session.endpoints("metric")).isEmpty();
  }

  @Test
  void hasNoProjectWhereTheTokenIsForTheWholeCloud() throws Exception {
    services.reply("identity", Recorded.answer("keystone-token-system"));
    Session session = session("http://keystone:5000", PASSWORD, new Scope.Everything());
    assertThat(session.token().project()).isEmpty();
    assertThat(session.endpoints("image")).hasSize(1);
  }

  @Test
  void hasNoCatalogWhereKeystoneGivesNone() throws Exception {
    Instant now = time.instant();
    services.reply("identity", token("one", now, now.plusSeconds(3600)));
    assertThat(session().endpoints("image")).isEmpty();
  }

  private static Token unchecked(Session session) {
    try {
      return session.token();
    } catch (SessionException e) {
      throw new IllegalStateException(e);
    }
  }

  private Session session() {
    return session("http://keystone:5000/v3", PASSWORD, PROJECT);
  }

  private Session session(String url, Login login, Scope scope) {
    Calls calls = new Calls(100, time);
    Requester requester = new Requester(services, RequestLimits.DEFAULTS, calls, time.time());
    return new Session(credentials(url, login, scope), requester, time);
  }

  private static Credentials credentials(String url, Login login, Scope scope) {
    try {
      HttpTls tls =
          HttpTls.of(new TlsFiles(true, Optional.empty(), Optional.empty(), Optional.empty()));
      return new Credentials(
          URI.create(url), login, scope, Optional.of("RegionOne"), List.of("public"), tls);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Answer recorded(String id) {
    Answer answer = Recorded.answer("keystone-token-ceilometer");
    return new Answer(answer.status(), Map.of("x-subject-token", id), answer.body());
  }

  private static Answer token(String id, Instant issued, Instant expires) {
    Answer answer =
        Recorded.json(
            201,
            "{\"token\": {\"issued_at\": \"%s\", \"expires_at\": \"%s\"}}"
                .formatted(issued, expires));
    return new Answer(answer.status(), Map.of("x-subject-token", id), answer.body());
  }

  private static Named name(String name) {
    return new Named(Optional.empty(), Optional.of(name), Optional.of(DEFAULT));
  }
}

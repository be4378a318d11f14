package org.camelometer.keystone.client;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camelometer.http.HttpTls;
import org.camelometer.http.TlsFileException;
import org.camelometer.http.TlsFiles;
import org.camelometer.keystone.Credentials;
import org.camelometer.keystone.Login;
import org.camelometer.keystone.Scope;
import org.camelometer.keystone.Secret;
import org.camelometer.keystone.session.Session;
import org.camelometer.keystone.wire.Answer;
import org.camelometer.keystone.wire.Calls;
import org.camelometer.keystone.wire.FakeTime;
import org.camelometer.keystone.wire.Recorded;
import org.camelometer.keystone.wire.RequestLimits;
import org.camelometer.keystone.wire.Requester;
import org.camelometer.keystone.wire.ScriptedServices;

/** A cloud whose services answer as they are told, and whose catalog was recorded. */
public final class ScriptedCloud {

  private ScriptedCloud() {}

  /** One that gets its tokens as the replies of {@code identity}. */
  public static Cloud open(ScriptedServices services, RequestLimits limits, FakeTime time) {
    Requester requester =
        new Requester(services, limits, new Calls(limits.callsPerMinute(), time), time.time());
    return new Cloud(new Session(credentials(), requester, time), requester, () -> {});
  }

  /** A recorded token, by another id. */
  public static Answer token(String id) {
    Answer token = Recorded.answer("keystone-token-ceilometer");
    return new Answer(token.status(), Map.of("x-subject-token", id), token.body());
  }

  private static Credentials credentials() {
    try {
      return new Credentials(
          URI.create("http://keystone:5000"),
          new Login.Token(new Secret("t")),
          new Scope.Own(),
          Optional.empty(),
          List.of("public"),
          HttpTls.of(new TlsFiles(true, Optional.empty(), Optional.empty(), Optional.empty())));
    } catch (TlsFileException e) {
      throw new IllegalStateException(e);
    }
  }
}

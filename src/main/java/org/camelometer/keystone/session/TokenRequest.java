package org.camelometer.keystone.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelometer.keystone.Credentials;
import org.camelometer.keystone.Login;
import org.camelometer.keystone.Scope;
import org.camelometer.sample.JsonValues;

/** What Keystone is sent for a token (Identity API v3, "Password authentication" and its like). */
final class TokenRequest {

  private TokenRequest() {}

  /** The body, which holds a secret. */
  static String json(Credentials credentials) {
    Login login = credentials.login();
    Map<String, Object> identity = new LinkedHashMap<>();
    identity.put("methods", List.of(login.method()));
    identity.put(login.method(), proof(login));
    Map<String, Object> auth = new LinkedHashMap<>();
    auth.put("identity", identity);
    Map<String, Object> scope = scope(credentials.scope());
    if (!scope.isEmpty()) {
      auth.put("scope", scope);
    }
    return JsonValues.text(Map.of("auth", auth));
  }

  private static Map<String, Object> proof(Login login) {
    if (login instanceof Login.Password password) {
      Map<String, Object> user = password.user().json("domain");
      user.put("password", password.password().value());
      return Map.of("user", user);
    }
    if (login instanceof Login.ApplicationCredential application) {
      Map<String, Object> credential = application.credential().json("user");
      credential.put("secret", application.secret().value());
      return credential;
    }
    if (login instanceof Login.Token token) {
      return Map.of("id", token.token().value());
    }
    throw new IllegalStateException("no such login: " + login);
  }

  private static Map<String, Object> scope(Scope scope) {
    if (scope instanceof Scope.Project project) {
      return Map.of("project", project.project().json("domain"));
    }
    if (scope instanceof Scope.Domain domain) {
      return Map.of("domain", domain.domain().json("domain"));
    }
    return scope instanceof Scope.Everything ? Map.of("system", Map.of("all", true)) : Map.of();
  }
}

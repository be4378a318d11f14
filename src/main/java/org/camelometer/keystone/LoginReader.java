package org.camelometer.keystone;

import java.util.Optional;
import org.camelometer.definition.Problems;
import org.jspecify.annotations.Nullable;

/** Reads who we are. For one thread. */
record LoginReader(Values values, Problems problems) {
  private static final String SECRET = "application_credential_secret";

  /** The login; null if a problem was noted. */
  @Nullable Login read() {
    String type = values.get("auth_type").map(String::strip).orElseGet(this::guess);
    return switch (type) {
      case "password", "v3password" -> password();
      case "v3applicationcredential", "application_credential" -> applicationCredential();
      case "token", "v3token" -> token();
      default -> {
        values.wrong(
            "auth_type",
            "is '%s', which isn't served here; use password, v3applicationcredential or token"
                .formatted(type),
            problems);
        yield null;
      }
    };
  }

  private String guess() {
    if (values.has(SECRET)) {
      return "v3applicationcredential";
    }
    return values.has("token") && !values.has("password") ? "token" : "password";
  }

  private @Nullable Login password() {
    Optional<Secret> password = secret("password");
    Optional<Named> user = user("user");
    if (password.isEmpty() || user.isEmpty()) {
      return null;
    }
    return new Login.Password(user.get(), password.get());
  }

  private @Nullable Login applicationCredential() {
    Optional<Secret> secret = secret(SECRET);
    Optional<String> id = values.get("application_credential_id");
    Optional<String> name = values.get("application_credential_name");
    if (id.isEmpty() && name.isEmpty()) {
      values.wrong(
          "application_credential_id", "isn't set; set it, or name it and its user", problems);
      return null;
    }
    Optional<Named> owner = id.isPresent() ? Optional.empty() : user("credential's user");
    if (secret.isEmpty() || (id.isEmpty() && owner.isEmpty())) {
      return null;
    }
    return new Login.ApplicationCredential(new Named(id, name, owner), secret.get());
  }

  private @Nullable Login token() {
    return secret("token").map(Login.Token::new).orElse(null);
  }

  private Optional<Named> user(String who) {
    if (!values.has("user_id") && !values.has("username")) {
      values.wrong("username", "isn't set; set it or user_id to the %s".formatted(who), problems);
      return Optional.empty();
    }
    return Optional.of(
        new NamedReader(values, problems).inDomain("user_id", "username", "user_domain"));
  }

  private Optional<Secret> secret(String key) {
    Optional<Secret> secret = values.get(key).map(Secret::new);
    if (secret.isEmpty()) {
      values.wrong(key, "isn't set; without it Keystone lets nobody in", problems);
    }
    return secret;
  }
}

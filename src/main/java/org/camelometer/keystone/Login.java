package org.camelometer.keystone;

/** How the agent tells Keystone who it is. */
public sealed interface Login {

  /** Keystone's name of the method. */
  String method();

  /** For sentences: who it is, without a secret. */
  String shown();

  /** The method {@code password}. */
  record Password(Named user, Secret password) implements Login {
    @Override
    public String method() {
      return "password";
    }

    @Override
    public String shown() {
      return "user " + user;
    }
  }

  /**
   * The method {@code application_credential}, which brings its own scope.
   *
   * @param credential by its id, or by its name within the user that owns it
   */
  record ApplicationCredential(Named credential, Secret secret) implements Login {
    @Override
    public String method() {
      return "application_credential";
    }

    @Override
    public String shown() {
      return "application credential " + credential;
    }
  }

  /** The method {@code token}: what comes of it ends when this one does. */
  record Token(Secret token) implements Login {
    @Override
    public String method() {
      return "token";
    }

    @Override
    public String shown() {
      return "the token that was set";
    }
  }
}

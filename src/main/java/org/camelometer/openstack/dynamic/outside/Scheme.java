package org.camelometer.openstack.dynamic.outside;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The ways to log in at an API. Each has a word of ours, and the name of the Python class that
 * operators know it by.
 */
public enum Scheme {
  /** To APIs that ask nobody. */
  NONE("none", 0, 0) {
    @Override
    Authentication of(List<String> parameters) {
      return Authentication.NONE;
    }
  },
  /** User and password in every request. */
  BASIC("HTTPBasicAuth", 2, 2) {
    @Override
    Authentication of(List<String> parameters) {
      byte[] login = String.join(":", parameters).getBytes(StandardCharsets.UTF_8);
      String value = "Basic " + Base64.getEncoder().encodeToString(login);
      return (request, url) -> request.setHeader("Authorization", value);
    }
  },
  /** User and password, of which the server sees a hash. */
  DIGEST("HTTPDigestAuth", 2, 2) {
    @Override
    Authentication of(List<String> parameters) {
      return new DigestAuthentication(parameters.get(0), parameters.get(1));
    }
  },
  /** A token in every request. */
  BEARER("bearer", 1, 1) {
    @Override
    Authentication of(List<String> parameters) {
      return (request, url) -> request.setHeader("Authorization", "Bearer " + parameters.get(0));
    }
  },
  /** Access key, secret key and host of an object store, as RadosGW's admin API wants them. */
  S3("S3Auth", 2, 3) {
    @Override
    Authentication of(List<String> parameters) {
      return new S3Authentication(
          parameters.get(0), parameters.get(1), parameters.size() > 2 ? parameters.get(2) : "");
    }
  };

  private final String python;
  private final int least;
  private final int most;

  Scheme(String python, int least, int most) {
    this.python = python;
    this.least = least;
    this.most = most;
  }

  abstract Authentication of(List<String> parameters);

  /** The one of a name, be it ours or Python's. */
  public static Optional<Scheme> of(String name) {
    return Arrays.stream(values())
        .filter(scheme -> scheme.word().equals(name) || scheme.python.equals(name))
        .findFirst();
  }

  /** All names, for sentences. */
  public static String names() {
    return Arrays.stream(values())
        .map(s -> s.word().equals(s.python) ? s.word() : s.python + " (" + s.word() + ")")
        .collect(Collectors.joining(", "));
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How many parameters it needs at least. */
  public int least() {
    return least;
  }

  /** What is wrong with a number of parameters, as the rest of a sentence; empty if nothing is. */
  public Optional<String> fault(int parameters) {
    return parameters >= least && parameters <= most
        ? Optional.empty()
        : Optional.of(
            "has %d parts with commas between them, but %s takes %s"
                .formatted(parameters, python, least == most ? least : least + " or " + most));
  }

  /**
   * The login with these parameters.
   *
   * @throws IllegalArgumentException if their number is wrong
   */
  public Authentication authentication(List<String> parameters) {
    if (fault(parameters.size()).isPresent()) {
      throw new IllegalArgumentException("%d parameters".formatted(parameters.size()));
    }
    return of(parameters);
  }
}

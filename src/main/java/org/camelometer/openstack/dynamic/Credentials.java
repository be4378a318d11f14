package org.camelometer.openstack.dynamic;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.camelometer.sample.Resource;

/**
 * What Barbican keeps of how we log in at an API; without a secret, a place where pollsters ask
 * that know their login themselves.
 *
 * @param secret its id, or empty
 * @param payload parameters with commas between them, if there are any
 */
record Credentials(String secret, Optional<String> payload) implements Resource {
  static final Credentials NONE = new Credentials("", Optional.empty());

  @Override
  public String id() {
    return secret.isEmpty() ? "barbican" : "barbican:" + secret;
  }

  Optional<List<String>> parameters() {
    return payload.map(text -> Arrays.stream(text.split(",", -1)).map(String::strip).toList());
  }

  @Override
  public String toString() {
    return id();
  }
}

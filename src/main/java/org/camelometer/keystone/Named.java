package org.camelometer.keystone;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A project, user, domain or credential as Keystone finds it: by its id, or by its name within
 * something.
 *
 * @param id wins where it is set
 * @param name empty where there is an id alone
 * @param within what the name is unique in, a domain mostly; empty for domains themselves
 */
public record Named(Optional<String> id, Optional<String> name, Optional<Named> within) {

  /** As Keystone's requests write it; {@code key} is what it calls the thing around. */
  public Map<String, Object> json(String key) {
    Map<String, Object> json = new LinkedHashMap<>();
    if (id.isPresent()) {
      json.put("id", id.get());
      return json;
    }
    name.ifPresent(text -> json.put("name", text));
    within.ifPresent(around -> json.put(key, around.json("domain")));
    return json;
  }

  /** For sentences: the name, or the id. */
  @Override
  public String toString() {
    return name.or(() -> id).map(text -> "'" + text + "'").orElse("nobody");
  }
}

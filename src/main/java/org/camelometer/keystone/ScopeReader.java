package org.camelometer.keystone;

import java.util.ArrayList;
import java.util.List;
import org.camelometer.definition.Problems;
import org.jspecify.annotations.Nullable;

/** Reads what the token is to be good for. For one thread. */
record ScopeReader(Values values, Problems problems) {

  /**
   * The scope; null if a problem was noted.
   *
   * @param login null if there is none; an application credential has its own scope, and one that
   *     is set beside it is passed over
   */
  @Nullable Scope read(@Nullable Login login) {
    if (login instanceof Login.ApplicationCredential) {
      return new Scope.Own();
    }
    List<String> set = set();
    if (set.size() > 1) {
      values.wrong(
          set.get(1),
          "is set beside %s; a token has one scope, so leave one of them out".formatted(set.get(0)),
          problems);
      return null;
    }
    return set.isEmpty() ? none(login) : scope(set.get(0));
  }

  private List<String> set() {
    List<String> set = new ArrayList<>();
    for (String kind : List.of("project", "domain")) {
      if (values.has(kind + "_id") || values.has(kind + "_name")) {
        set.add(kind + (values.has(kind + "_id") ? "_id" : "_name"));
      }
    }
    if (values.has("system_scope")) {
      set.add("system_scope");
    }
    return set;
  }

  private @Nullable Scope none(@Nullable Login login) {
    if (login instanceof Login.Token) {
      return new Scope.Own();
    }
    values.wrong(
        "project_name",
        "isn't set; set it to a project in which the user has a role, or set domain_name, or"
            + " system_scope to all",
        problems);
    return null;
  }

  private @Nullable Scope scope(String key) {
    NamedReader reader = new NamedReader(values, problems);
    if (key.startsWith("project")) {
      return new Scope.Project(reader.inDomain("project_id", "project_name", "project_domain"));
    }
    if (key.startsWith("domain")) {
      return reader.domain("domain").map(Scope.Domain::new).orElse(null);
    }
    if (!values.get(key).orElse("").strip().equals("all")) {
      values.wrong(key, "can only be 'all'", problems);
      return null;
    }
    return new Scope.Everything();
  }
}

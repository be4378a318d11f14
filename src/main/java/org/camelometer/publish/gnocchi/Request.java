package org.camelometer.publish.gnocchi;

import org.jspecify.annotations.Nullable;

/**
 * A request to Gnocchi's API.
 *
 * @param path below the address of Gnocchi, without a slash at its beginning, encoded
 * @param query encoded; empty if there is none
 * @param body what becomes its JSON
 */
record Request(String method, String path, String query, @Nullable Object body) {

  static Request post(String path, @Nullable Object body) {
    return new Request("POST", path, "", body);
  }
}

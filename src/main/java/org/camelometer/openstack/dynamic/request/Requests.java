package org.camelometer.openstack.dynamic.request;

import java.io.IOException;

/**
 * Asks an API. Whoever implements it adds what identifies the agent to that API, and holds the
 * request's limits. For any number of threads; may block for as long as the request allows.
 */
@FunctionalInterface
public interface Requests {

  /**
   * The whole answer to a GET, whatever its status.
   *
   * @throws IOException with a sentence for operators if there is no whole answer in time, or it is
   *     too large, or the request must not be made
   */
  Answer get(Request request) throws IOException;
}

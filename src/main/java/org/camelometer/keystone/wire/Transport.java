package org.camelometer.keystone.wire;

import java.io.IOException;
import java.time.Duration;

/** Carries one request to a service, once. For any number of threads. */
@FunctionalInterface
public interface Transport {

  /**
   * Gives the answer, whatever its status.
   *
   * @param timeout from connecting to the last byte of the answer
   * @throws org.camelometer.http.UnreachableException if there was no whole answer in time
   * @throws org.camelometer.http.OversizeException if the answer is too long
   * @throws IOException if the request can't be sent at all
   */
  Answer send(Request request, Duration timeout) throws IOException;
}

package org.camelometer.openstack.dynamic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camelometer.openstack.dynamic.outside.Scheme;

/**
 * Where a pollster has its data from.
 *
 * @param kind who is asked
 * @param location the URL, or what stands behind a service's URL, or the command
 * @param asking how
 * @param paging what of an answer are its entries, and what leads to the next page
 */
record Origin(Kind kind, Template location, Asking asking, Paging paging) {

  /** Who is asked. */
  sealed interface Kind {}

  /** A service of OpenStack's catalog. */
  record Service(String type) implements Kind {}

  /** An API that is none of OpenStack's. */
  record Outside(Scheme scheme, Optional<List<String>> parameters, String secret) implements Kind {

    /** Without what proves who we are. */
    @Override
    public String toString() {
      return "Outside[%s]".formatted(scheme);
    }
  }

  /** A command of this host. */
  record Command() implements Kind {}

  /**
   * How a request is made, and its answer read.
   *
   * @param headers those of the request
   * @param timeout for one answer
   * @param formats tried one after the other
   */
  record Asking(Map<String, String> headers, Duration timeout, List<ResponseFormat> formats) {}

  /**
   * What of an answer is used.
   *
   * @param entries where its entries are; empty: it is a list of them, or its first key has them
   * @param next where the next page is named; empty: there is one page
   */
  record Paging(Optional<Attribute> entries, Optional<Attribute> next) {}
}

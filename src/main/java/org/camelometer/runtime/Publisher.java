package org.camelometer.runtime;

import org.camelometer.definition.PublisherUrl;
import org.camelometer.publish.SpoolOptions;

/**
 * A publisher of a sink, ready to become routes.
 *
 * @param name the name of the route that takes its batches
 * @param shown how people know it
 * @param url what the user wrote
 * @param beanName under which the kamelet finds its settings; publishers of one URL share them
 * @param batchSize the most samples that it sends at once
 * @param inFlight how many batches of its spool may be under way at the same time
 * @param spoolName the name of its spool, if it has one
 * @param spool whether it has one, and how that keeps samples
 */
record Publisher(
    String name,
    String shown,
    PublisherUrl url,
    String beanName,
    int batchSize,
    int inFlight,
    String spoolName,
    SpoolOptions spool) {

  /** The kamelet that delivers. */
  String kamelet() {
    return "publisher-" + url.scheme();
  }

  /** The name of the route that delivers. */
  String delivery() {
    return RouteNames.delivery(name);
  }
}

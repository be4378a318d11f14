package org.camelometer.runtime;

import org.camelometer.definition.PublisherUrl;
import org.camelometer.publish.DeliveryLedger;

/**
 * A publisher of a sink, ready to become a route.
 *
 * @param name the name of its route
 * @param url what the user wrote
 * @param beanName under which the kamelet finds its settings; publishers of one URL share them
 * @param ledger its account
 */
record Publisher(String name, PublisherUrl url, String beanName, DeliveryLedger ledger) {

  /** The kamelet that delivers. */
  String kamelet() {
    return "publisher-" + url.scheme();
  }
}

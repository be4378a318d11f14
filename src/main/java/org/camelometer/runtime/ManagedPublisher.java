package org.camelometer.runtime;

import org.camelometer.publish.DeliveryLedger;

/** A publisher's ledger as JMX shows it. */
final class ManagedPublisher implements PublisherMXBean {
  private final Publisher publisher;
  private final DeliveryLedger ledger;

  ManagedPublisher(Publisher publisher) {
    this.publisher = publisher;
    this.ledger = publisher.ledger();
  }

  @Override
  public String getUrl() {
    return publisher.url().display();
  }

  @Override
  public long getAccepted() {
    return ledger.accepted();
  }

  @Override
  public long getDelivered() {
    return ledger.delivered();
  }

  @Override
  public long getPending() {
    long done = ledger.delivered() + ledger.refused(); // first, so that it is never below zero
    return ledger.accepted() - done;
  }

  @Override
  public long getRefused() {
    return ledger.refused();
  }

  @Override
  public String getFault() {
    return ledger.fault();
  }
}

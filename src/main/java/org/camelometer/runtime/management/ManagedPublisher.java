package org.camelometer.runtime.management;

import org.camelometer.definition.PublisherUrl;
import org.camelometer.publish.DeliveryLedger;

/** A publisher's ledger as JMX shows it. */
public final class ManagedPublisher implements PublisherMXBean {
  private final PublisherUrl url;
  private final DeliveryLedger ledger;

  /** Shows it. */
  public ManagedPublisher(PublisherUrl url, DeliveryLedger ledger) {
    this.url = url;
    this.ledger = ledger;
  }

  @Override
  public String getUrl() {
    return url.display();
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

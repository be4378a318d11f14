package org.camelometer.runtime.management;

import java.util.Map;
import org.camelometer.definition.PublisherUrl;
import org.camelometer.publish.Ledger;

/** A publisher's ledger as JMX shows it. */
public final class ManagedPublisher implements PublisherMXBean {
  private final PublisherUrl url;
  private final Ledger ledger;

  /** Shows it. */
  public ManagedPublisher(PublisherUrl url, Ledger ledger) {
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
    return ledger.pending();
  }

  @Override
  public long getRefused() {
    return ledger.refused();
  }

  @Override
  public Map<String, Long> getRefusals() {
    return ledger.refusals();
  }

  @Override
  public String getFault() {
    return ledger.fault();
  }
}

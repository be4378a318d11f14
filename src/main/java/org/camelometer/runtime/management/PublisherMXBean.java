package org.camelometer.runtime.management;

/** The ledger of a publisher in JMX: accepted = delivered + pending + refused. */
public interface PublisherMXBean {

  /** The URL as configured, its password made unreadable. */
  String getUrl();

  /** Samples that it was given. */
  long getAccepted();

  /** Samples that arrived, as far as it can know. */
  long getDelivered();

  /** Samples on their way. */
  long getPending();

  /** Samples that it could not take; they are lost. */
  long getRefused();

  /** Why it refused the latest batch; empty if it took it. */
  String getFault();
}

package org.camelometer.runtime.management;

import java.util.Map;

/** The ledger of a publisher in JMX: accepted = delivered + pending + refused. */
public interface PublisherMXBean {

  /** The URL as configured, its password made unreadable. */
  String getUrl();

  /** Samples that it was given. */
  long getAccepted();

  /** Samples that arrived, as far as it can know. */
  long getDelivered();

  /** Samples that wait in its spool or its queue, or are on their way. */
  long getPending();

  /** Samples that it will not deliver. */
  long getRefused();

  /** The same by the reason, in a word or two. */
  Map<String, Long> getRefusals();

  /** Why it did not deliver the latest batch; empty if it did. */
  String getFault();
}

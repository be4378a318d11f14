package org.camelometer.publish;

/**
 * A publisher's bean that JMX shows beside the publisher's ledger. It implements an MXBean
 * interface as well, which says what is shown.
 */
public interface ShownInJmx {

  /** The type in its object name: {@code org.camelometer:type=…,name="publisher-…"}. */
  String jmxType();
}

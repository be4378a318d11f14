package org.camelometer.publish.scrape;

/** What JMX shows of {@code scrape:}. */
public interface ScrapePublisherMXBean {

  /** Where it serves, {@code host:port/path}; empty while it can't. */
  String getAddress();

  /** How many series it keeps. */
  int getSeries();

  /** How many samples it could not show. */
  long getLeftOut();
}

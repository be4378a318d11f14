package org.camelometer.runtime.management;

/** The intake of a source in JMX. */
public interface SourceMXBean {

  /** Samples that were dropped because their volume is no number. */
  long getInvalid();
}

package org.camelometer.runtime.management;

/** How a polling source keeps up with its interval, in JMX. */
public interface PollingMXBean {

  /** Seconds between two ticks. */
  long getIntervalSeconds();

  /** Cycles that came to their end, without those of single resources between ticks. */
  long getCycles();

  /** Those of them that took longer than the interval. */
  long getOverruns();

  /** Those of them in which a discovery or a pollster failed, as the log says. */
  long getIncompleteCycles();

  /** Milliseconds that the latest cycle took, from its tick until all was handed on. */
  long getLastCycleMillis();
}

package org.camelometer.runtime.management;

import java.util.Map;

/** A transformer of a sink in JMX. */
public interface TransformerMXBean {

  /** Samples that came. */
  long getHandled();

  /** Samples that went on, what was held back until a flush included. */
  long getPassed();

  /** Samples that it could not use; they are lost. */
  long getFailed();

  /** Why it could not use a sample; empty while it can. */
  String getFault();

  /** Samples that it swallowed on purpose, by reasons such as {@code out-of-order}. */
  Map<String, Long> getSwallowed();

  /** What its state is kept by, (meter, resource) as a rule; what isn't seen is forgotten. */
  int getEntries();

  /** Samples that it holds back to give them out later; a stop of the agent loses them. */
  int getHeld();
}

package org.camelometer.publish;

import java.util.List;

/** What JMX shows of {@code test:}. */
public interface TestPublisherMXBean {

  /** How many batches it got. */
  long getCalls();

  /** How many samples it got, those that it no longer keeps included. */
  long getSampleCount();

  /** How many samples it keeps. */
  int getKept();

  /** The latest samples, at most so many, the oldest first: one line of JSON each. */
  List<String> latest(int count);

  /** Forgets everything, as if it had got nothing. */
  void clear();
}

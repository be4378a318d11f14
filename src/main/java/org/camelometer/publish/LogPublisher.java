package org.camelometer.publish;

import java.util.List;
import org.camelometer.sample.Sample;
import org.camelometer.sample.SampleJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs each sample as a line of JSON at level INFO, under the name {@value #LOGGER}: what {@code
 * log:} publishes. For any number of threads.
 */
public final class LogPublisher {
  /** The logger to direct or to silence. */
  public static final String LOGGER = "org.camelometer.publish.samples";

  private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

  /** Logs a batch. */
  public void write(List<Sample> samples) {
    if (LOG.isInfoEnabled()) {
      samples.forEach(sample -> LOG.info("{}", SampleJson.text(sample)));
    }
  }
}

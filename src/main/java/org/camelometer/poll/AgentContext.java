package org.camelometer.poll;

import java.nio.file.Path;
import java.time.Clock;
import org.camelometer.definition.Settings;

/**
 * What pollsters may know of the agent that runs them.
 *
 * @param host {@code camelometer.host}
 * @param sampleSource {@code camelometer.sample-source}, the source of every sample
 * @param units {@code camelometer.units}
 * @param settings everything else that users set
 * @param clock the time of day
 * @param folder the configuration's, where paths in settings begin
 */
public record AgentContext(
    String host, String sampleSource, Units units, Settings settings, Clock clock, Path folder) {

  /** One whose folder is the working directory's {@code config}. */
  public AgentContext(
      String host, String sampleSource, Units units, Settings settings, Clock clock) {
    this(host, sampleSource, units, settings, clock, Path.of("config"));
  }

  /** How multiples of bytes are written; the figures are the same. */
  public enum Units {
    /** MB and GB, as in Ceilometer up to 24. */
    LEGACY("MB", "GB"),
    /** MiB and GiB, as in newer Ceilometer. */
    IEC("MiB", "GiB");

    private final String mebibytes;
    private final String gibibytes;

    Units(String mebibytes, String gibibytes) {
      this.mebibytes = mebibytes;
      this.gibibytes = gibibytes;
    }

    /** The unit of 2^20 bytes. */
    public String mebibytes() {
      return mebibytes;
    }

    /** The unit of 2^30 bytes. */
    public String gibibytes() {
      return gibibytes;
    }
  }
}

package org.camelometer.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.camelometer.definition.MeterFilter;
import org.camelometer.sample.Batch;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The intake of a source: lets the meters pass that it selects, if their volume is a number, a
 * numeric string (which stays as it came) or a boolean. Others are counted. For any number of
 * threads.
 */
public final class SourceFilter {
  private static final Logger LOG = LoggerFactory.getLogger(SourceFilter.class);

  /** What Python's {@code float()} takes. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "\\s*[+-]?(inf|infinity|nan|(\\d[\\d_]*\\.?[\\d_]*|\\.\\d[\\d_]*)(e[+-]?\\d[\\d_]*)?)\\s*",
          Pattern.CASE_INSENSITIVE);

  private final String source;
  private final MeterFilter meters;
  private final LongAdder invalid = new LongAdder();

  public SourceFilter(String source, MeterFilter meters) {
    this.source = source;
    this.meters = meters;
  }

  /** What of a batch the sinks of the source get; at the same place of the publish context. */
  public Batch select(Batch batch) {
    List<Sample> selected = new ArrayList<>(batch.size());
    for (Sample sample : batch) {
      if (meters.matches(sample.name()) && hasVolume(sample)) {
        selected.add(sample);
      }
    }
    return batch.with(selected);
  }

  /** How many samples were dropped because their volume is none. */
  public long invalid() {
    return invalid.sum();
  }

  private boolean hasVolume(Sample sample) {
    Object volume = sample.volume();
    if (isVolume(volume)) {
      return true;
    }
    if (invalid.sum() == 0) {
      LOG.warn(
          "Source '{}' drops samples whose volume is no number, the first of them {} = '{}' of '{}';"
              + " JMX counts them.",
          source,
          sample.name(),
          volume,
          sample.resourceId());
    }
    invalid.increment();
    return false;
  }

  /** Whether it is a number, a boolean, or a text that Python would read as a number. */
  static boolean isVolume(@Nullable Object value) {
    return value instanceof Number
        || value instanceof Boolean
        || (value instanceof String text && NUMBER.matcher(text).matches());
  }
}

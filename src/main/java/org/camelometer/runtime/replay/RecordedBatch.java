package org.camelometer.runtime.replay;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/** The samples of a recording that pass the pipelines together. For one thread. */
public final class RecordedBatch extends AbstractList<Sample> {
  private final List<Sample> samples = new ArrayList<>();
  private final Set<Reading> readings = new HashSet<>();
  private final SharedMetadata metadata = new SharedMetadata();
  private boolean repeats;

  private record Reading(String meter, @Nullable String resource) {}

  /** Whether it has a reading of the sample's meter and resource already. */
  boolean has(Sample sample) {
    return readings.contains(new Reading(sample.name(), sample.resourceId()));
  }

  @Override
  public boolean add(Sample sample) {
    repeats |= !readings.add(new Reading(sample.name(), sample.resourceId()));
    return samples.add(metadata.share(sample));
  }

  /** Whether a meter of a resource is in it more than once: then it is more than one cycle. */
  public boolean repeats() {
    return repeats;
  }

  @Override
  public Sample get(int index) {
    return samples.get(index);
  }

  @Override
  public int size() {
    return samples.size();
  }
}

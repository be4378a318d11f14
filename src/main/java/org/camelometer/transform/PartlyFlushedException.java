package org.camelometer.transform;

import java.util.List;
import org.camelometer.sample.Sample;

/** A flush that gave less than it should: what it could make, how much it couldn't, and why. */
public final class PartlyFlushedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Sample> made;
  private final int failed;

  /**
   * Reports the part.
   *
   * @param made the samples that go on all the same
   * @param failed how many couldn't be made
   * @param first why the first of these couldn't
   */
  public PartlyFlushedException(List<Sample> made, int failed, RuntimeException first) {
    super(first.getMessage(), first);
    this.made = List.copyOf(made);
    this.failed = failed;
  }

  public List<Sample> made() {
    return made;
  }

  public int failed() {
    return failed;
  }
}

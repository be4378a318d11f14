package org.camelometer.poll;

import java.util.List;
import org.camelometer.sample.Resource;

/** Some resources will not be readable soon (Ceilometer calls this a permanent error). */
public final class UnreadableResourcesException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Resource> resources;

  /**
   * Names what can't be read.
   *
   * @param resources those that failed, and no others
   * @param reason why, as the rest of a sentence about them
   */
  public UnreadableResourcesException(List<? extends Resource> resources, String reason) {
    super(reason);
    this.resources = List.copyOf(resources);
  }

  public List<Resource> resources() {
    return resources;
  }
}

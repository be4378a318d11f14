package org.camelometer.publish.gnocchi;

import org.camelometer.sample.Sample;

/**
 * Leaves out what a project does, and its Swift account: that of Gnocchi, whose work for each
 * sample would make more samples.
 *
 * @param projectId empty = nothing is left out
 */
record ProjectFilter(String projectId) {
  private static final String ACCOUNT = "swift_account";

  /** Whether a sample of such a resource is left out. */
  boolean leavesOut(Sample sample, ResourceType type) {
    return !projectId.isEmpty()
        && (projectId.equals(sample.projectId())
            || (projectId.equals(sample.resourceId()) && type.name().equals(ACCOUNT)));
  }
}

package org.camelometer.publish.gnocchi;

import java.io.IOException;
import java.util.Set;
import org.camelometer.publish.UndeliverableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for an archive policy; that Gnocchi has one of the name is as good. A login that may not
 * make policies goes on with those that are there.
 *
 * @param file where the policy is defined
 * @param made takes the name when it needn't be asked for again
 */
record MakePolicy(ArchivePolicy policy, String file, Set<String> made) implements Call {
  private static final Logger LOG = LoggerFactory.getLogger(MakePolicy.class);
  private static final int FORBIDDEN = 403;
  private static final int EXISTS = 409;

  @Override
  public Request request() {
    return Request.post("v1/archive_policy", policy.body());
  }

  @Override
  public void answered(Answer answer, Conversation conversation) throws IOException {
    if (answer.status() == FORBIDDEN) {
      LOG.warn(
          "{} doesn't let us make the archive policy '{}'; measures go to the one that is there,"
              + " if there is one.",
          answer.target().endpoint(),
          policy.name());
    } else if (answer.status() != EXISTS) {
      try {
        answer.check();
      } catch (UndeliverableException e) {
        throw new IOException(
            "archive policy '%s' of %s is refused; mend it: %s"
                .formatted(policy.name(), file, e.getMessage()),
            e);
      }
    }
    made.add(policy.name());
  }
}

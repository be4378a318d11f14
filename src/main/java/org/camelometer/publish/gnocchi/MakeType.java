package org.camelometer.publish.gnocchi;

import java.io.IOException;
import org.camelometer.publish.UndeliverableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a type of resources that Gnocchi doesn't have; that somebody else just did is as good. */
record MakeType(ResourceType type) implements Call {
  private static final Logger LOG = LoggerFactory.getLogger(MakeType.class);
  private static final int FORBIDDEN = 403;
  private static final int EXISTS = 409;

  @Override
  public Request request() {
    return Request.post("v1/resource_type", type.body());
  }

  @Override
  public void answered(Answer answer, Conversation conversation) throws IOException {
    if (answer.status() == EXISTS) {
      return;
    }
    if (answer.status() == FORBIDDEN) {
      throw new IOException(
          "%s has no resource type '%s' and doesn't let us make it; make it, or give a login that may"
              .formatted(answer.target().endpoint(), type.name()));
    }
    try {
      answer.check();
      LOG.info("{} had no resource type '{}'; made it.", answer.target().endpoint(), type.name());
    } catch (UndeliverableException e) {
      throw new IOException(
          "resource type '%s' is refused; mend its attributes: %s"
              .formatted(type.name(), e.getMessage()),
          e);
    }
  }
}

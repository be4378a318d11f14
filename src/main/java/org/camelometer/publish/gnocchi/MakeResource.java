package org.camelometer.publish.gnocchi;

import java.io.IOException;
import org.camelometer.publish.UndeliverableException;

/**
 * Makes a resource; that it exists is as good. If Gnocchi doesn't know the type, that is made
 * first.
 *
 * @param repeated whether the type has been made
 */
record MakeResource(ResourceMeasures resource, boolean repeated) implements Call {
  private static final int NO_SUCH_TYPE = 404;
  private static final int EXISTS = 409;

  @Override
  public Request request() {
    return Request.post(
        "v1/resource/" + Paths.segment(resource.type().name()), resource.creation());
  }

  @Override
  public void answered(Answer answer, Conversation conversation) throws IOException {
    if (answer.status() == EXISTS) {
      return;
    }
    if (answer.status() == NO_SUCH_TYPE && !repeated) {
      conversation.first(new MakeResource(resource, true));
      conversation.first(new MakeType(resource.type()));
      return;
    }
    try {
      answer.check();
      conversation.told(resource);
    } catch (UndeliverableException e) {
      conversation.refused(resource, e);
    }
  }
}

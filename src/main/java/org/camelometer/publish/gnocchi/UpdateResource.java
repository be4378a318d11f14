package org.camelometer.publish.gnocchi;

import java.io.IOException;
import org.camelometer.publish.UndeliverableException;

/**
 * Tells Gnocchi what a resource is like now. The measures are there already, so that a failure
 * costs none: an update that Gnocchi doesn't take is tried again when the attributes change or the
 * memory of it expires, one that fails with Gnocchi itself with the next batch.
 *
 * @param told what Gnocchi was told before
 */
record UpdateResource(ResourceMeasures resource, ToldAttributes told) implements Call {

  /** A resource that was just made has its attributes. */
  @Override
  public boolean isNeeded() {
    return !resource.isRefused() && !told.knows(resource);
  }

  @Override
  public Request request() {
    String path =
        "v1/resource/%s/%s"
            .formatted(Paths.segment(resource.type().name()), Paths.segment(resource.id()));
    return new Request("PATCH", path, "", resource.update());
  }

  @Override
  public void answered(Answer answer, Conversation conversation) {
    try {
      answer.check();
      conversation.told(resource);
    } catch (IOException | UndeliverableException e) {
      conversation.notUpdated(resource, e);
      if (answer.isServerFault()) {
        conversation.dropUpdates();
      } else {
        conversation.told(resource);
      }
    }
  }
}

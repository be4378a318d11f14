package org.camelometer.publish.gnocchi;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.camelometer.publish.PartlyRefusedException;
import org.camelometer.publish.UndeliverableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is said to Gnocchi for one batch: while it {@link #isOpen}, {@link #request} is what to ask
 * and {@link #hear} takes the answer, from which more may follow; then {@link #settle} tells what
 * became of the batch. For one thread.
 */
final class Conversation {
  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

  private final ToldAttributes told;
  private final Notices notices;
  private final Deque<Call> calls = new ArrayDeque<>();
  private int delivered;
  private int refused;
  private boolean byGnocchi;
  private @Nullable Exception reason;

  /**
   * Prepares to talk.
   *
   * @param told what Gnocchi knows by earlier conversations
   */
  Conversation(ToldAttributes told, Notices notices) {
    this.told = told;
    this.notices = notices;
  }

  /** Plans these calls, then to post the measures of resources, then to tell what they are like. */
  void plan(List<? extends Call> before, Collection<ResourceMeasures> resources) {
    calls.addAll(before);
    calls.add(new PostMeasures(List.copyOf(resources), false));
    resources.forEach(resource -> calls.add(new UpdateResource(resource, told)));
  }

  /** Whether there is something left to ask. */
  boolean isOpen() {
    while (!calls.isEmpty() && !calls.getFirst().isNeeded()) {
      calls.removeFirst();
    }
    return !calls.isEmpty();
  }

  /** What to ask next. */
  Request request() {
    return calls.getFirst().request();
  }

  /**
   * Takes the answer to the {@link #request}.
   *
   * @throws IOException if the batch has to be sent another time
   */
  void hear(Answer answer) throws IOException {
    calls.removeFirst().answered(answer, this);
  }

  /** Asks this before everything that is planned. */
  void first(Call call) {
    calls.addFirst(call);
  }

  /** Notes that Gnocchi has a resource's measures. */
  void delivered(ResourceMeasures resource) {
    delivered += resource.samples();
  }

  /** Notes samples that are left out because that was asked for. */
  void leftOut() {
    delivered++;
  }

  /** Notes that Gnocchi will never take a resource's measures. */
  void refused(ResourceMeasures resource, UndeliverableException refusal) {
    resource.refuse();
    byGnocchi = true;
    refuse(resource.samples(), refusal);
  }

  /** Notes a sample that isn't for Gnocchi. */
  void refused(String sentence) {
    refuse(1, new IllegalArgumentException(sentence));
  }

  private void refuse(int samples, Exception why) {
    refused += samples;
    reason = reason == null ? why : reason;
  }

  /** Says once for each type that its resources can't be kept up to date. */
  void notUpdated(ResourceMeasures resource, Exception failure) {
    if (notices.isNew("update of " + resource.type().name())) {
      LOG.warn(
          "The measures of {} '{}' are delivered, but its attributes can't be updated: {}",
          resource.type().name(),
          resource.id(),
          failure.getMessage());
    }
  }

  /** Leaves the updates that are still planned to the next batch. */
  void dropUpdates() {
    calls.removeIf(UpdateResource.class::isInstance);
  }

  /** Notes that Gnocchi knows what the resource is like. */
  void told(ResourceMeasures resource) {
    told.remember(resource);
  }

  /**
   * Returns if everything was taken.
   *
   * @throws UndeliverableException if Gnocchi will take none of it
   * @throws PartlyRefusedException if some was taken, or nothing of it was for Gnocchi
   */
  void settle() throws UndeliverableException, PartlyRefusedException {
    if (reason == null) {
      return;
    }
    String sentence = String.valueOf(reason.getMessage());
    if (byGnocchi && delivered == 0) {
      throw new UndeliverableException(sentence, reason);
    }
    throw new PartlyRefusedException(refused, sentence, reason);
  }
}

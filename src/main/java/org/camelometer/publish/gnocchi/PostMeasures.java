package org.camelometer.publish.gnocchi;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camelometer.publish.UndeliverableException;

/**
 * Posts the measures of several resources. Gnocchi takes all or none: if it lacks some of the
 * resources they are made, and the measures posted once more; if it refuses for another reason,
 * each half is posted by itself, down to the resource that is to blame.
 *
 * @param repeated whether the resources that Gnocchi lacked have been made
 */
record PostMeasures(List<ResourceMeasures> resources, boolean repeated) implements Call {

  @Override
  public Request request() {
    Map<String, Object> body = new LinkedHashMap<>();
    remaining().forEach(resource -> body.put(resource.id(), resource.metrics()));
    return new Request("POST", "v1/batch/resources/metrics/measures", "create_metrics=true", body);
  }

  @Override
  public boolean isNeeded() {
    return !remaining().isEmpty();
  }

  @Override
  public void answered(Answer answer, Conversation conversation) throws IOException {
    List<ResourceMeasures> sent = remaining();
    Set<String> unknown = repeated ? Set.of() : answer.unknownResources();
    List<ResourceMeasures> lacking =
        sent.stream().filter(resource -> unknown.contains(resource.id())).toList();
    if (!lacking.isEmpty()) {
      conversation.first(new PostMeasures(sent, true));
      lacking.forEach(resource -> conversation.first(new MakeResource(resource, false)));
      return;
    }
    try {
      answer.check();
      sent.forEach(conversation::delivered);
    } catch (UndeliverableException e) {
      divide(sent, e, conversation);
    }
  }

  private void divide(
      List<ResourceMeasures> sent, UndeliverableException refusal, Conversation conversation) {
    if (sent.size() == 1) {
      conversation.refused(sent.get(0), refusal);
      return;
    }
    int half = sent.size() / 2;
    conversation.first(new PostMeasures(sent.subList(half, sent.size()), repeated));
    conversation.first(new PostMeasures(sent.subList(0, half), repeated));
  }

  /** But for those that could not be made. */
  private List<ResourceMeasures> remaining() {
    return resources.stream().filter(resource -> !resource.isRefused()).toList();
  }
}

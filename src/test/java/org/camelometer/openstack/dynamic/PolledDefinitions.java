package org.camelometer.openstack.dynamic;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camelometer.definition.Problem;
import org.camelometer.definition.Problems;
import org.camelometer.definition.Settings;
import org.camelometer.openstack.dynamic.outside.OutsideRequests;
import org.camelometer.openstack.dynamic.request.Answer;
import org.camelometer.openstack.dynamic.request.Cloud;
import org.camelometer.openstack.dynamic.request.Request;
import org.camelometer.poll.AgentContext;
import org.camelometer.poll.Deadline;
import org.camelometer.poll.Tick;
import org.camelometer.sample.Resource;
import org.camelometer.sample.Sample;

/** Pollsters of a YAML text, polled once at a cloud whose every service is at one URL. */
public final class PolledDefinitions implements Cloud {
  private static final int NOT_FOUND = 404;

  private final String endpoint;
  private final Map<String, Answer> answers;
  private final List<Request> requests = new ArrayList<>();
  private final List<Sample> samples = new ArrayList<>();
  private final Problems problems = new Problems();
  private final List<String> failures = new ArrayList<>();

  /** What the cloud answers, by URL; anything else it doesn't have. */
  public PolledDefinitions(String endpoint, Map<String, Answer> answers) {
    this.endpoint = endpoint;
    this.answers = answers;
  }

  /** Loads and polls, if there is no error in the text. */
  public PolledDefinitions poll(String yaml) {
    return poll(yaml, Deadline.never());
  }

  PolledDefinitions poll(String yaml, Deadline deadline) {
    // Ceilometer passes over keys that it doesn't know.
    DefinitionLoader loader = new DefinitionLoader(true, problems).text("pollsters.yaml", yaml);
    if (!problems.hasErrors()) {
      loader
          .definitions()
          .forEach(definition -> poll(definition, new Tick(Instant.EPOCH, deadline)));
    }
    return this;
  }

  private void poll(Definition definition, Tick tick) {
    Means means =
        new Means(Optional.of(this), new OutsideRequests(), Optional.of(new HostCommands()));
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    AgentContext agent =
        new AgentContext(
            "here", "openstack", AgentContext.Units.LEGACY, Settings.of(Map.of()), clock);
    Resource resource =
        definition.origin().kind() instanceof Origin.Command
            ? new LocalNode("here")
            : definition.origin().kind() instanceof Origin.Outside
                ? Credentials.NONE
                : new Endpoint(endpoint);
    try {
      new DynamicPollster(definition, means, agent)
          .poll(tick, List.of(resource), (of, sample) -> samples.add(sample));
    } catch (ReadingException e) {
      failures.add(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public List<String> endpoints(String serviceType) {
    return List.of(endpoint);
  }

  @Override
  public String secret(String id) throws IOException {
    throw new IOException("there is no secret " + id);
  }

  @Override
  public Answer get(Request request) {
    requests.add(request);
    return answers.getOrDefault(request.url(), new Answer(NOT_FOUND, "{}"));
  }

  public List<Sample> samples() {
    return samples;
  }

  public List<Problem> problems() {
    return problems.list();
  }

  /** Whether the text was refused. */
  public boolean isRefused() {
    return problems.hasErrors();
  }

  /** Why pollsters failed. */
  public List<String> failures() {
    return failures;
  }

  /** The URLs that were asked, in order. */
  public List<String> urls() {
    return requests.stream().map(Request::url).toList();
  }

  public List<Request> requests() {
    return requests;
  }

  /** A body as a good answer. */
  public static Answer answer(String body) {
    return new Answer(200, body);
  }
}

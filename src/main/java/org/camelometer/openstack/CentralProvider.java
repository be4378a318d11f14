package org.camelometer.openstack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camelometer.definition.Problem;
import org.camelometer.keystone.CredentialSources;
import org.camelometer.keystone.Credentials;
import org.camelometer.keystone.Surroundings;
import org.camelometer.keystone.client.Cloud;
import org.camelometer.keystone.wire.RequestLimits;
import org.camelometer.openstack.dynamic.DynamicPollsters;
import org.camelometer.poll.AgentContext;
import org.camelometer.poll.Discovery;
import org.camelometer.poll.Pollster;
import org.camelometer.poll.PollsterProvider;
import org.camelometer.poll.ServiceCalls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The namespace {@code central}: what OpenStack's services have, and the pollsters of {@code
 * pollsters.d} that name no other. Without credentials there are only those of the latter that need
 * no OpenStack, and a warning.
 */
public final class CentralProvider implements PollsterProvider {
  private static final Logger LOG = LoggerFactory.getLogger(CentralProvider.class);
  private static final String NAMESPACES = "camelometer.namespaces";

  private final Surroundings surroundings;

  /** As the agent finds it: the process's own surroundings. */
  public CentralProvider() {
    this(Surroundings.ofThisProcess());
  }

  CentralProvider(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public String namespace() {
    return "central";
  }

  @Override
  public Provision open(AgentContext agent) {
    RequestLimits limits = RequestLimits.of(agent.settings());
    Optional<Credentials> credentials = CredentialSources.of(agent.settings(), surroundings).find();
    return credentials.isEmpty()
        ? withoutCloud(agent)
        : withCloud(agent, Cloud.open(credentials.get(), limits, agent.clock()));
  }

  private Provision withCloud(AgentContext agent, Cloud cloud) {
    Provision own = CentralPollsters.of(agent, cloud, () -> close(cloud));
    Provision dynamic =
        DynamicPollsters.open(agent, namespace(), Optional.of(new DynamicCloud(cloud)));
    List<Pollster> pollsters = new ArrayList<>(own.pollsters());
    pollsters.addAll(dynamic.pollsters());
    return new Provision(
        pollsters,
        discoveries(own, dynamic),
        () -> {
          dynamic.release().run();
          own.release().run();
        },
        dynamic.warnings(),
        List.of(),
        () -> calls(cloud));
  }

  /** Where both have one of a name, ours. */
  private static List<Discovery> discoveries(Provision own, Provision dynamic) {
    List<Discovery> discoveries = new ArrayList<>(own.discoveries());
    Set<String> names = discoveries.stream().map(Discovery::name).collect(Collectors.toSet());
    dynamic.discoveries().stream().filter(d -> !names.contains(d.name())).forEach(discoveries::add);
    return discoveries;
  }

  private Provision withoutCloud(AgentContext agent) {
    Provision dynamic = DynamicPollsters.open(agent, namespace(), Optional.empty());
    List<Problem> warnings = new ArrayList<>(dynamic.warnings());
    warnings.add(
        Problem.warning(
            agent.settings().position(NAMESPACES),
            "the namespace 'central' has no credentials, so that no OpenStack service is asked: set"
                + " camelometer.keystone.auth-url and its like, name a cloud of clouds.yaml by"
                + " camelometer.keystone.cloud, or set OS_AUTH_URL and its like"));
    return new Provision(
        dynamic.pollsters(),
        dynamic.discoveries(),
        dynamic.release(),
        warnings,
        CentralPollsters.pollsters(agent),
        List::of);
  }

  private static List<ServiceCalls> calls(Cloud cloud) {
    List<ServiceCalls> calls = new ArrayList<>();
    cloud
        .usage()
        .forEach(
            (service, usage) ->
                calls.add(
                    new ServiceCalls(
                        service,
                        usage.calls(),
                        usage.retries(),
                        usage.failures(),
                        usage.refusals())));
    return calls;
  }

  private static void close(Cloud cloud) {
    try {
      cloud.close();
    } catch (IOException e) {
      LOG.warn("The connections to OpenStack's services can't be ended: {}", e.getMessage());
    }
  }
}

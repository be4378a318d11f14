package org.camelometer.openstack.dynamic;

import java.util.Optional;
import org.camelometer.poll.AgentContext;
import org.camelometer.poll.PollsterProvider;

/** The dynamic pollsters that name {@code compute}, as those of commands do. */
public final class ComputeDynamicPollsters implements PollsterProvider {

  @Override
  public String namespace() {
    return "compute";
  }

  @Override
  public Provision open(AgentContext agent) {
    return DynamicPollsters.open(agent, namespace(), Optional.empty());
  }
}

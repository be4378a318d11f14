package org.camelometer.openstack.dynamic;

import java.util.Optional;
import org.camelometer.poll.AgentContext;
import org.camelometer.poll.PollsterProvider;

/** The dynamic pollsters of the namespace {@code central}, theirs unless they name another. */
public final class CentralDynamicPollsters implements PollsterProvider {

  @Override
  public String namespace() {
    return "central";
  }

  @Override
  public Provision open(AgentContext agent) {
    return DynamicPollsters.open(agent, namespace(), Optional.empty());
  }
}

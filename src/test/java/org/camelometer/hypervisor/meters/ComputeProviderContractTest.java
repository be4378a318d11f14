package org.camelometer.hypervisor.meters;

import java.util.Map;
import org.camelometer.poll.AgentContext;
import org.camelometer.poll.PollsterProvider;
import org.camelometer.poll.PollsterProviderContract;

/** The compute namespace on libvirt's built-in example. */
class ComputeProviderContractTest extends PollsterProviderContract {

  @Override
  protected PollsterProvider provider() {
    return new ComputeProvider();
  }

  @Override
  protected AgentContext agent() {
    return Polls.agent(Map.of("camelometer.libvirt.uri", "test:///default"));
  }
}

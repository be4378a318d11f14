package org.camelometer.hypervisor.meters;

import java.util.ArrayList;
import java.util.List;
import org.camelometer.hypervisor.Inspector;
import org.camelometer.hypervisor.libvirt.LibvirtInspector;
import org.camelometer.hypervisor.libvirt.LibvirtSettings;
import org.camelometer.poll.AgentContext;
import org.camelometer.poll.Pollster;
import org.camelometer.poll.PollsterProvider;

/** The namespace {@code compute}: guests of the libvirt at {@code camelometer.libvirt.uri}. */
public final class ComputeProvider implements PollsterProvider {

  @Override
  public String namespace() {
    return "compute";
  }

  @Override
  public Provision open(AgentContext agent) {
    return provision(
        agent, new LibvirtInspector(LibvirtSettings.from(agent.settings()), agent.clock()));
  }

  static Provision provision(AgentContext agent, Inspector inspector) {
    InstanceMetadata metadata =
        new InstanceMetadata(agent.host(), ReservedMetadata.from(agent.settings()));
    Guests guests = new Guests(inspector, metadata, agent.sampleSource());
    List<Pollster> pollsters = new ArrayList<>();
    pollsters.addAll(new InstanceMeters(guests, agent.units()).pollsters());
    pollsters.addAll(new CpuMeters(guests).pollsters());
    pollsters.addAll(new MemoryMeters(guests, agent.units()).pollsters());
    pollsters.addAll(new PerformanceMeters(guests).pollsters());
    pollsters.addAll(new FileSystemMeters(guests).pollsters());
    pollsters.addAll(new DiskMeters(guests).pollsters());
    pollsters.addAll(new VnicMeters(guests).pollsters());
    return new Provision(pollsters, List.of(new LocalInstances(inspector)), inspector::close);
  }
}

package org.camelometer.openstack;

import java.util.ArrayList;
import java.util.List;
import org.camelometer.keystone.client.Cloud;
import org.camelometer.poll.AgentContext;
import org.camelometer.poll.Discovery;
import org.camelometer.poll.Pollster;
import org.camelometer.poll.PollsterProvider.Provision;

/** The pollsters and discoveries of the namespace {@code central}, all of one cloud. */
public final class CentralPollsters {
  /** Whether projects are left out that are disabled, or whose domain is. */
  public static final String IGNORE_DISABLED = "camelometer.keystone.ignore-disabled-projects";

  private CentralPollsters() {}

  /**
   * Makes them; asks nobody anything.
   *
   * @param release called when the agent stops, after the last poll has ended
   */
  public static Provision of(AgentContext agent, Cloud cloud, Runnable release) {
    List<Discovery> discoveries = new ArrayList<>(VolumeMeters.discoveries(cloud));
    discoveries.add(ImageMeters.discovery(cloud));
    discoveries.add(new Tenants(cloud, agent.settings().flag(IGNORE_DISABLED, false)));
    discoveries.add(new Endpoints(cloud));
    return new Provision(pollsters(agent), discoveries, release);
  }

  /** The pollsters alone, which need their discoveries to have anything to read. */
  static List<Pollster> pollsters(AgentContext agent) {
    List<Pollster> pollsters = new ArrayList<>(ImageMeters.pollsters(agent.sampleSource()));
    pollsters.addAll(VolumeMeters.pollsters(agent));
    return pollsters;
  }
}

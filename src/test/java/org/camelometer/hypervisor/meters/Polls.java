package org.camelometer.hypervisor.meters;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camelometer.definition.Settings;
import org.camelometer.hypervisor.Inspector;
import org.camelometer.poll.AgentContext;
import org.camelometer.poll.Pollster;
import org.camelometer.poll.PollsterProvider.Provision;
import org.camelometer.poll.Tick;
import org.camelometer.sample.Resource;
import org.camelometer.sample.Sample;

/** Polls as an agent would: discovery, then every pollster. */
public final class Polls {
  public static final Instant NOW = Instant.parse("2026-11-20T16:51:10.898850Z");

  private Polls() {}

  public static AgentContext agent(Map<String, String> settings) {
    return agent(AgentContext.Units.LEGACY, settings);
  }

  public static AgentContext agent(AgentContext.Units units, Map<String, String> settings) {
    return new AgentContext(
        "node1", "openstack", units, Settings.of(settings), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  public static Provision provision(Inspector inspector) {
    return ComputeProvider.provision(agent(Map.of()), inspector);
  }

  public static List<? extends Resource> discover(Provision provision, Tick tick) throws Exception {
    return provision.discoveries().get(0).discover(tick, null);
  }

  /** All samples of one tick. */
  public static List<Sample> poll(Inspector inspector) throws Exception {
    Provision provision = provision(inspector);
    Tick tick = new Tick(NOW);
    return poll(provision, tick, discover(provision, tick));
  }

  public static List<Sample> poll(
      Provision provision, Tick tick, List<? extends Resource> resources) throws Exception {
    List<Sample> samples = new ArrayList<>();
    provision.pollsters().forEach(Pollster::enlist);
    for (Pollster pollster : provision.pollsters()) {
      pollster.poll(tick, List.copyOf(resources), (resource, sample) -> samples.add(sample));
    }
    return samples;
  }

  public static List<Sample> named(List<Sample> samples, String name) {
    return samples.stream().filter(sample -> sample.name().equals(name)).toList();
  }
}

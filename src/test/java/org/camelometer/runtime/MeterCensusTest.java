package org.camelometer.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camelometer.hypervisor.Guest;
import org.camelometer.hypervisor.GuestState;
import org.camelometer.hypervisor.meters.Polls;
import org.camelometer.poll.AgentContext;
import org.camelometer.poll.Discovery;
import org.camelometer.poll.Meter;
import org.camelometer.poll.Pollster;
import org.camelometer.poll.PollsterCatalog;
import org.camelometer.poll.PollsterProvider;
import org.camelometer.poll.StuckResource;
import org.camelometer.poll.Tick;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Resource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MeterCensusTest {
  private static final Guest WELL = guest("well");
  private static final Guest HANGING = guest("hanging");

  @Test
  void tellsWhyGuestsDoNotGiveAMeter() throws Exception {
    MeterCensus census = MeterCensus.take(catalog(), new Tick(Polls.NOW));
    assertThat(census.running()).isEqualTo(2);
    assertThat(census.lack("by.both")).isEmpty();
    assertThat(census.lack("by.one")).contains("a guest that answers");
    assertThat(census.lack("by.none"))
        .contains("a hypervisor that tells it, of a guest that has it");
    assertThat(census.lack("never.asked")).isEmpty();
  }

  private static PollsterCatalog catalog() {
    List<Pollster> pollsters =
        List.of(
            new Given("by.both", List.of(WELL, HANGING)),
            new Given("by.one", List.of(WELL)),
            new Given("by.none", List.of()));
    PollsterProvider provider =
        new PollsterProvider() {
          @Override
          public String namespace() {
            return "test";
          }

          @Override
          public Provision open(AgentContext agent) {
            return new Provision(pollsters, List.of(new OneHangs()), () -> {});
          }
        };
    return PollsterCatalog.of(List.of(provider), Set.of("test"), Polls.agent(Map.of()));
  }

  private static Guest guest(String id) {
    Guest.Hardware hardware = new Guest.Hardware(null, null, null, null, List.of(), List.of());
    return new Guest(id, id, GuestState.RUNNING, null, List.of(), hardware);
  }

  private record OneHangs() implements Discovery {
    @Override
    public String name() {
      return "both";
    }

    @Override
    public List<? extends Resource> discover(Tick tick, @Nullable String parameter) {
      return List.of(WELL, HANGING);
    }

    @Override
    public List<StuckResource> stuck() {
      return List.of(new StuckResource(HANGING.id(), "name", Instant.EPOCH, "why"));
    }
  }

  private record Given(String name, List<Guest> by) implements Pollster {
    @Override
    public List<Meter> meters() {
      return List.of(new Meter(name, MeterType.GAUGE, "", "nowhere"));
    }

    @Override
    public String defaultDiscovery() {
      return "both";
    }

    @Override
    public void poll(Tick tick, List<Resource> resources, Readings readings) {
      by.forEach(
          guest -> readings.add(guest, meters().get(0).sample().volume(1).resourceId("r").build()));
    }
  }
}

package org.camelometer.hypervisor.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelometer.hypervisor.meters.Polls.named;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camelometer.hypervisor.Figures;
import org.camelometer.hypervisor.Guest;
import org.camelometer.hypervisor.libvirt.Domains;
import org.camelometer.hypervisor.libvirt.FakeInspector;
import org.camelometer.poll.Pollster;
import org.camelometer.poll.PollsterProvider.Provision;
import org.camelometer.poll.Tick;
import org.camelometer.sample.Resource;
import org.camelometer.sample.Sample;
import org.junit.jupiter.api.Test;

class ComputePollsterTest {
  private final FakeInspector inspector = new FakeInspector();

  @Test
  void allSamplesCarryTheTimestampOfTheTickAndOneMonotonicTime() throws Exception {
    inspector.run(Domains.xml(Domains.nova()), Domains.figures());
    assertThat(Polls.poll(inspector))
        .allSatisfy(
            sample -> {
              assertThat(sample.timestamp()).isEqualTo("2026-11-20T16:51:10.898850");
              assertThat(sample.monotonicTime()).isEqualTo(FakeInspector.MONOTONIC_TIME);
              assertThat(sample.userId()).isEqualTo("user1");
              assertThat(sample.projectId()).isEqualTo("project1");
              assertThat(sample.source()).isEqualTo("openstack");
            });
  }

  @Test
  void readsOnceInATickForAllPollstersAndAgainInTheNext() throws Exception {
    inspector.run(Domains.xml(Domains.nova()), Domains.figures());
    Polls.poll(inspector);
    assertThat(inspector.readings()).isEqualTo(1);
    Polls.poll(inspector);
    assertThat(inspector.readings()).isEqualTo(2);
  }

  @Test
  void skipsGuestsThatVanishedDuringTheCycle() throws Exception {
    Guest gone = inspector.run(Domains.xml("gone", "instance-1", ""), Domains.figures());
    inspector.run(Domains.xml("stays", "instance-2", ""), Domains.figures());
    Provision provision = Polls.provision(inspector);
    Tick tick = new Tick(Polls.NOW);
    List<? extends Resource> guests = Polls.discover(provision, tick);
    inspector.destroy(gone);
    assertThat(named(Polls.poll(provision, tick, guests), "cpu"))
        .extracting(Sample::resourceId)
        .containsExactly("stays");
  }

  @Test
  void devicesPluggedOrUnpluggedSinceDiscoveryAreLeftOut() throws Exception {
    Map<String, Object> figures = new HashMap<>(Domains.figures());
    figures.put("net.0.name", "tap-new");
    inspector.run(Domains.xml(Domains.nova()), figures);
    assertThat(named(Polls.poll(inspector), "network.incoming.bytes"))
        .extracting(Sample::resourceId)
        .containsExactly("no-spoofing");
  }

  @Test
  void leavesOutWhatTheHypervisorDoesNotTell() throws Exception {
    inspector.run(Domains.xml(""), Map.of("state.state", 3L, "cpu.time", 7L));
    assertThat(Polls.poll(inspector))
        .extracting(sample -> sample.name() + " " + sample.volume())
        .containsExactly("instance 1", "power.state 3", "cpu 7");
  }

  @Test
  void readsNoMoreKindsOfFiguresThanSomebodyWants() throws Exception {
    Provision provision = Polls.provision(inspector);
    inspector.run(Domains.xml(Domains.nova()), Domains.figures());
    poll(provision, "power.state", "instance", "disk.root.size");
    assertThat(inspector.lastWanted()).isEmpty();
    poll(provision, "cpu_util", "memory.util");
    assertThat(inspector.lastWanted()).containsOnly(Figures.CPU, Figures.MEMORY);
    provision.pollsters().forEach(Pollster::enlist);
    poll(provision, "cpu");
    assertThat(inspector.lastWanted()).containsOnly(Figures.values());
  }

  private static void poll(Provision provision, String... meters) throws Exception {
    Tick tick = new Tick(Polls.NOW);
    List<Resource> guests = List.copyOf(Polls.discover(provision, tick));
    List<Pollster> named =
        provision.pollsters().stream().filter(p -> List.of(meters).contains(p.name())).toList();
    named.forEach(Pollster::enlist);
    for (Pollster pollster : named) {
      pollster.poll(tick, guests, (resource, sample) -> {});
    }
  }

  @Test
  void marksWhatTheProcessOfAGuestToldAndNothingElse() throws Exception {
    Cycles cycles = new Cycles();
    cycles.read("a", Figured.at(100).cpu(7, null).ofProcess());
    cycles.read("b", Figured.at(100).cpu(7, 1L).disks(Map.of("vda", 1L)));
    for (Sample sample : cycles.poll()) {
      List<String> keys = List.copyOf(sample.resourceMetadata().keySet());
      if (String.valueOf(sample.resourceId()).startsWith("a")) {
        assertThat(keys).endsWith("read_from");
        assertThat(sample.resourceMetadata()).containsEntry("read_from", "process");
      } else {
        assertThat(keys).doesNotContain("read_from");
      }
    }
    assertThat(cycles.poll("cpu").get(0).resourceMetadata().keySet())
        .endsWith("root_gb", "cpu_number", "read_from");
  }

  @Test
  void metersOfOnePartShareTheirMetadataInATick() throws Exception {
    Cycles cycles = new Cycles().read("a", Figured.at(100).disks(Map.of("vda", 1L)));
    List<Sample> samples = cycles.poll("disk.device.read.bytes", "disk.device.usage");
    assertThat(samples).hasSize(2);
    assertThat(samples.get(0).resourceMetadata()).isSameAs(samples.get(1).resourceMetadata());
  }

  @Test
  void leavesOtherKindsOfResourcesAlone() throws Exception {
    Resource endpoint = () -> "http://node1";
    Provision provision = Polls.provision(inspector);
    assertThat(Polls.poll(provision, new Tick(Polls.NOW), List.of(endpoint))).isEmpty();
    assertThat(inspector.readings()).isZero();
  }
}

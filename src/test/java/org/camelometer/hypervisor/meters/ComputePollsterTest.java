package org.camelometer.hypervisor.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelometer.hypervisor.libvirt.Domains.ID;
import static org.camelometer.hypervisor.libvirt.Domains.NAME;
import static org.camelometer.hypervisor.meters.Polls.named;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camelometer.hypervisor.Guest;
import org.camelometer.hypervisor.GuestReading;
import org.camelometer.hypervisor.GuestState;
import org.camelometer.hypervisor.libvirt.Domains;
import org.camelometer.hypervisor.libvirt.FakeInspector;
import org.camelometer.poll.PollsterProvider.Provision;
import org.camelometer.poll.Tick;
import org.camelometer.sample.Resource;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComputePollsterTest {
  private final FakeInspector inspector = new FakeInspector();

  @Test
  void givesTheMetersOfAGuest() throws Exception {
    inspector.run(Domains.xml(Domains.nova()), Domains.figures());
    assertThat(lines(Polls.poll(inspector)))
        .containsExactly(
            "cpu cumulative ns 330 " + ID,
            "vcpus gauge vcpu 2 " + ID,
            "power.state gauge  1 " + ID,
            "memory gauge MB 2048.0 " + ID,
            "memory.usage gauge MB 976.5625 " + ID,
            "memory.resident gauge MB 42.48046875 " + ID);
  }

  @Test
  void givesTheMetersOfDisksThatHaveASource() throws Exception {
    inspector.run(Domains.xml(Domains.nova()), Domains.figures());
    assertThat(parts("disk.device."))
        .containsExactly(
            "disk.device.read.bytes cumulative B 2 " + ID + "-vda",
            "disk.device.read.requests cumulative request 1 " + ID + "-vda",
            "disk.device.write.bytes cumulative B 4 " + ID + "-vda",
            "disk.device.write.requests cumulative request 3 " + ID + "-vda");
  }

  @Test
  void sumsUpTheDisksOfAGuest() throws Exception {
    GuestReading.Disk one = disk(1L, 20L, null, 4L);
    GuestReading.Disk two = disk(5L, null, null, 8L);
    assertThat(DiskMeters.sum(List.of(one, two), GuestReading.Disk::readRequests)).isEqualTo(6L);
    assertThat(DiskMeters.sum(List.of(one, two), GuestReading.Disk::readBytes)).isEqualTo(20L);
    assertThat(DiskMeters.sum(List.of(one, two), GuestReading.Disk::writeRequests)).isNull();
    inspector.run(Domains.xml(Domains.nova()), Domains.figures());
    List<Sample> samples = Polls.poll(inspector);
    assertThat(named(samples, "disk.write.bytes"))
        .singleElement()
        .satisfies(
            sample -> {
              assertThat(line(sample)).isEqualTo("disk.write.bytes cumulative B 4 " + ID);
              assertThat(sample.resourceMetadata()).containsEntry("device", List.of("vda"));
            });
  }

  @Test
  void namesInterfacesByTheirFilterIfThereIsOne() throws Exception {
    inspector.run(Domains.xml(Domains.nova()), Domains.figures());
    String tap1 = NAME + "-" + ID + "-tap1";
    assertThat(parts("network."))
        .containsExactly(
            "network.incoming.bytes cumulative B 5 " + tap1,
            "network.incoming.bytes cumulative B 9 no-spoofing",
            "network.incoming.packets cumulative packet 6 " + tap1,
            "network.incoming.packets cumulative packet 10 no-spoofing",
            "network.outgoing.bytes cumulative B 7 " + tap1,
            "network.outgoing.bytes cumulative B 11 no-spoofing",
            "network.outgoing.packets cumulative packet 8 " + tap1,
            "network.outgoing.packets cumulative packet 12 no-spoofing");
  }

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
  void givesNoSamplesOfGuestsThatAreShutOff() throws Exception {
    inspector.define(Domains.xml(Domains.nova()), GuestState.SHUTOFF);
    inspector.run(Domains.xml("2", "instance-2", ""), Map.of("state.state", 5L, "cpu.time", 1L));
    assertThat(Polls.poll(inspector)).isEmpty();
  }

  @Test
  void leavesOutWhatTheHypervisorDoesNotTell() throws Exception {
    inspector.run(Domains.xml(Domains.nova()), Map.of("state.state", 3L, "cpu.time", 7L));
    assertThat(lines(Polls.poll(inspector)))
        .containsExactly("cpu cumulative ns 7 " + ID, "power.state gauge  3 " + ID);
  }

  @Test
  void leavesOtherKindsOfResourcesAlone() throws Exception {
    Resource endpoint = () -> "http://node1";
    Provision provision = Polls.provision(inspector);
    assertThat(Polls.poll(provision, new Tick(Polls.NOW), List.of(endpoint))).isEmpty();
    assertThat(inspector.readings()).isZero();
  }

  private List<String> parts(String prefix) throws Exception {
    Provision provision = Polls.provision(inspector);
    Tick tick = new Tick(Polls.NOW);
    List<Sample> samples = Polls.poll(provision, tick, Polls.discover(provision, tick));
    return samples.stream().filter(s -> s.name().startsWith(prefix)).map(this::line).toList();
  }

  private List<String> lines(List<Sample> samples) {
    List<String> lines = new ArrayList<>();
    for (Sample sample : samples) {
      if (!sample.name().startsWith("disk.") && !sample.name().startsWith("network.")) {
        lines.add(line(sample));
      }
    }
    return lines;
  }

  private String line(Sample sample) {
    return "%s %s %s %s %s"
        .formatted(
            sample.name(), sample.type(), sample.unit(), sample.volume(), sample.resourceId());
  }

  private static GuestReading.Disk disk(
      @Nullable Long readRequests,
      @Nullable Long readBytes,
      @Nullable Long writeRequests,
      @Nullable Long writeBytes) {
    return new GuestReading.Disk(
        readRequests, readBytes, null, writeRequests, writeBytes, null, null, null, null);
  }
}

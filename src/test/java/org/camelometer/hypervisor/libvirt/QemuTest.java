package org.camelometer.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelometer.hypervisor.meters.Polls.named;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.camelometer.hypervisor.Inspector;
import org.camelometer.hypervisor.meters.Polls;
import org.camelometer.poll.Meter;
import org.camelometer.poll.PollsterProvider.Provision;
import org.camelometer.poll.Tick;
import org.camelometer.sample.Resource;
import org.camelometer.sample.Sample;
import org.camelometer.testing.QemuGuests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Real QEMU guests; they have no operating system, hence no {@code memory.usage}. */
class QemuTest extends InspectorContract {
  @RegisterExtension static final QemuGuests GUESTS = new QemuGuests();

  @Override
  Inspector create() {
    return new LibvirtInspector(new LibvirtSettings(GUESTS.uri(), 2), Clock.systemUTC());
  }

  @Test
  void givesEveryMeterOfEachRunningGuest() throws Exception {
    Provision provision = Polls.provision(inspector());
    List<Sample> samples = Polls.poll(inspector());
    List<String> expected =
        provision.pollsters().stream()
            .flatMap(pollster -> pollster.meters().stream())
            .filter(meter -> meter.needs().isEmpty() || meter.needs().startsWith("Nova's"))
            .map(Meter::name)
            .toList();
    for (int i = 0; i < QemuGuests.PLAIN; i++) {
      assertThat(of(samples, "instance-%08x".formatted(i)))
          .extracting(Sample::name)
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void tellsWhatNovaWrote() throws Exception {
    Sample cpu = only(named(of(Polls.poll(inspector()), QemuGuests.FIRST), "cpu"));
    assertThat(cpu.userId()).matches("[0-9a-f]{32}");
    assertThat(cpu.projectId()).matches("[0-9a-f]{32}");
    assertThat(cpu.resourceMetadata())
        .containsEntry("display_name", "vm-0")
        .containsEntry("instance_type", "m1.nano")
        .containsEntry("status", "active")
        .containsEntry("cpu_number", 1L);
  }

  @Test
  void metersEveryDiskAndInterface() throws Exception {
    List<Sample> samples = of(Polls.poll(inspector()), QemuGuests.TWO_OF_EACH);
    assertThat(named(samples, "disk.device.read.bytes"))
        .extracting(s -> s.resourceMetadata().get("disk_name"))
        .containsExactly("vda", "vdb");
    assertThat(named(samples, "network.incoming.bytes")).hasSize(2);
    assertThat(only(named(samples, "vcpus")).volume()).hasToString("2");
  }

  @Test
  void metersGuestsWithoutMetadataOfNovaOrWithBrokenOne() throws Exception {
    List<Sample> samples = Polls.poll(inspector());
    for (String guest : List.of(QemuGuests.WITHOUT_METADATA, QemuGuests.BROKEN_METADATA)) {
      Sample cpu = only(named(of(samples, guest), "cpu"));
      assertThat(cpu.resourceId()).isEqualTo(GUESTS.virsh("domuuid", guest).strip());
      assertThat(cpu.projectId()).isNull();
      assertThat(cpu.userId()).isNull();
    }
    assertThat(only(named(of(samples, QemuGuests.WITHOUT_METADATA), "cpu")).resourceMetadata())
        .containsEntry("display_name", QemuGuests.WITHOUT_METADATA);
  }

  @Test
  void metersPausedGuestsAndWhatThereIsOfThoseThatAreShutOff() throws Exception {
    List<Sample> samples = Polls.poll(inspector());
    assertThat(only(named(of(samples, QemuGuests.PAUSED), "power.state")).volume())
        .hasToString("3");
    assertThat(of(samples, QemuGuests.SHUT_OFF))
        .extracting(Sample::name)
        .contains("instance", "power.state", "vcpus", "memory")
        .doesNotContain("cpu", "memory.resident", "network.incoming.bytes")
        .noneMatch(name -> name.startsWith("disk.read") || name.startsWith("disk.device.read"));
  }

  @Test
  void countersLieBetweenTwoReadingsOfVirsh() throws Exception {
    Map<String, Long> before = Virsh.counters(GUESTS);
    List<Sample> samples = Polls.poll(inspector());
    Map<String, Long> after = Virsh.counters(GUESTS);
    int compared = 0;
    for (Sample sample : samples) {
      String key = sample.name() + " " + sample.resourceMetadata().get("instance_id");
      Long least = before.get(key);
      if (least != null && sample.volume() instanceof Number volume) {
        compared++;
        assertThat(volume.longValue()).as(key).isBetween(least, after.get(key));
      }
    }
    assertThat(compared).isEqualTo(before.size()).isEqualTo(9 * QemuGuests.PLAIN);
  }

  @Test
  void leavesOutAGuestThatWasDestroyedAfterDiscoveryAndReadsTheOthers() throws Exception {
    Provision provision = Polls.provision(inspector());
    Tick tick = new Tick(Polls.NOW);
    List<? extends Resource> guests = Polls.discover(provision, tick);
    String gone = GUESTS.virsh("domuuid", QemuGuests.FIRST).strip();
    GUESTS.virsh("destroy", QemuGuests.FIRST);
    try {
      List<Sample> samples = named(Polls.poll(provision, tick, guests), "cpu");
      assertThat(samples).extracting(Sample::resourceId).doesNotContain(gone);
      assertThat(samples).hasSizeGreaterThanOrEqualTo(QemuGuests.PLAIN - 1);
    } finally {
      GUESTS.virsh("start", QemuGuests.FIRST);
    }
  }

  /** The samples of the guest with this domain name. */
  private static List<Sample> of(List<Sample> samples, String guest) {
    String id = GUESTS.virsh("domuuid", guest).strip();
    return samples.stream()
        .filter(sample -> id.equals(sample.resourceMetadata().get("instance_id")))
        .toList();
  }

  private static Sample only(List<Sample> samples) {
    assertThat(samples).hasSize(1);
    return samples.get(0);
  }
}

package org.camelometer.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelometer.hypervisor.Polls.named;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camelometer.poll.Pollster;
import org.camelometer.poll.PollsterProvider.Provision;
import org.camelometer.poll.Tick;
import org.camelometer.sample.Resource;
import org.camelometer.sample.Sample;
import org.junit.jupiter.api.Test;
import org.libvirt.Connect;
import org.libvirt.Domain;

/** Real QEMU guests; they have no operating system, hence no {@code memory.usage}. */
class QemuTest extends InspectorContract {
  private final String uri = TestHypervisor.uri();

  @Override
  Inspector create() {
    return new LibvirtInspector(new LibvirtSettings(uri, 2));
  }

  @Test
  void givesEveryMeterOfEachGuest() throws Exception {
    Provision provision = Polls.provision(inspector());
    Tick tick = new Tick(Polls.NOW);
    List<? extends Resource> guests = Polls.discover(provision, tick);
    List<Sample> samples = Polls.poll(provision, tick, guests);
    assertThat(guests).hasSizeGreaterThanOrEqualTo(2);
    Set<String> expected = new HashSet<>();
    provision.pollsters().stream().map(Pollster::name).forEach(expected::add);
    expected.remove("memory.usage");
    for (Resource guest : guests) {
      assertThat(samples)
          .filteredOn(sample -> guest.id().equals(sample.resourceMetadata().get("instance_id")))
          .extracting(Sample::name)
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void tellsWhatNovaWrote() throws Exception {
    for (Sample sample : named(Polls.poll(inspector()), "cpu")) {
      assertThat(sample.userId()).matches("[0-9a-f]{32}");
      assertThat(sample.projectId()).matches("[0-9a-f]{32}");
      assertThat(sample.resourceMetadata())
          .containsEntry("instance_type", "m1.nano")
          .containsEntry("status", "active")
          .containsEntry("cpu_number", 1L);
    }
  }

  @Test
  void countersLieBetweenTwoReadingsOfVirsh() throws Exception {
    Map<String, Long> before = Virsh.counters(uri);
    List<Sample> samples = Polls.poll(inspector());
    Map<String, Long> after = Virsh.counters(uri);
    assertThat(before).isNotEmpty();
    int compared = 0;
    for (Sample sample : samples) {
      String key = sample.name() + " " + sample.resourceMetadata().get("instance_id");
      Long least = before.get(key);
      if (least != null && sample.volume() instanceof Number volume) {
        compared++;
        assertThat(volume.longValue()).as(key).isBetween(least, after.get(key));
      }
    }
    assertThat(compared).isEqualTo(before.size());
  }

  @Test
  void leavesOutAGuestThatWasDestroyedAfterDiscoveryAndReadsTheOthers() throws Exception {
    Provision provision = Polls.provision(inspector());
    Tick tick = new Tick(Polls.NOW);
    List<? extends Resource> guests = Polls.discover(provision, tick);
    Resource gone = guests.get(guests.size() - 1);
    Connect operator = new Connect(uri);
    Domain domain = operator.domainLookupByUUIDString(gone.id());
    domain.destroy();
    try {
      assertThat(named(Polls.poll(provision, tick, guests), "cpu"))
          .hasSize(guests.size() - 1)
          .extracting(Sample::resourceId)
          .doesNotContain(gone.id());
    } finally {
      domain.create();
      domain.free();
      operator.close();
    }
  }
}

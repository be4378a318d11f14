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
import org.junit.jupiter.api.Test;
import org.libvirt.Connect;
import org.libvirt.Domain;

/** libvirt's own test driver, in this process: states in bulk, other figures guest by guest. */
class TestDriverTest extends InspectorContract {
  private static final String URI = "test:///default";

  @Override
  Inspector create() {
    return new LibvirtInspector(
        LibvirtSettings.from(Polls.agent(Map.of("camelometer.libvirt.uri", URI)).settings()),
        Clock.systemUTC());
  }

  @Test
  void givesEveryMeterOfItsGuestByTheDomainName() throws Exception {
    List<Sample> samples = Polls.poll(inspector());
    assertThat(samples)
        .extracting(Sample::name)
        .containsExactlyElementsOf(
            Polls.provision(inspector()).pollsters().stream()
                .flatMap(pollster -> pollster.meters().stream())
                .filter(meter -> meter.needs().isEmpty() || meter.needs().startsWith("a balloon"))
                .map(Meter::name)
                .filter(name -> !name.matches("disk.*(latency|capacity|allocation|usage)"))
                .toList());
    assertThat(samples).allSatisfy(sample -> assertThat(sample.projectId()).isNull());
    assertThat(named(samples, "memory.usage"))
        .singleElement()
        .extracting(Sample::volume)
        .isEqualTo(1024.0);
    assertThat(named(samples, "cpu").get(0).resourceMetadata())
        .containsEntry("display_name", "test")
        .containsEntry("cpu_number", 2L);
  }

  @Test
  void leavesOutAGuestThatWasDestroyedAfterDiscovery() throws Exception {
    Connect operator = new Connect(URI);
    Domain another =
        operator.domainCreateXML(
            "<domain type='test'><name>another</name><memory>8192</memory>"
                + "<os><type>hvm</type></os></domain>",
            0);
    Provision provision = Polls.provision(inspector());
    Tick tick = new Tick(Polls.NOW);
    List<? extends Resource> guests = Polls.discover(provision, tick);
    another.destroy();
    another.free();
    operator.close();
    assertThat(guests).hasSize(2);
    assertThat(named(Polls.poll(provision, tick, guests), "cpu"))
        .singleElement()
        .satisfies(cpu -> assertThat(cpu.resourceMetadata()).containsEntry("name", "test"));
  }
}

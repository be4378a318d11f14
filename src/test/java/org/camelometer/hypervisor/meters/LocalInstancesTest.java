package org.camelometer.hypervisor.meters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camelometer.hypervisor.Guest;
import org.camelometer.hypervisor.GuestState;
import org.camelometer.hypervisor.libvirt.Domains;
import org.camelometer.hypervisor.libvirt.FakeInspector;
import org.camelometer.hypervisor.libvirt.LogLines;
import org.camelometer.poll.Tick;
import org.junit.jupiter.api.Test;

class LocalInstancesTest {
  private final FakeInspector inspector = new FakeInspector();
  private final LocalInstances discovery = new LocalInstances(inspector);

  @Test
  void findsGuestsThatAreShutOffOrNotNovasToo() throws Exception {
    inspector.run(Domains.xml("1", "b", ""), Map.of());
    inspector.define(Domains.xml("2", "a", Domains.nova()), GuestState.SHUTOFF);
    assertThat(discovery.discover(new Tick(Polls.NOW), null))
        .extracting(Guest::id)
        .containsExactly("2", "1");
  }

  @Test
  void saysOnceThatAGuestsMetadataIsBrokenAsLongAsItIsThere() throws Exception {
    String broken = Domains.nova().replace("user1", "").replace("2048", "-");
    try (LogLines log = new LogLines(LocalInstances.class)) {
      Guest guest = inspector.run(Domains.xml(broken), Map.of());
      discovery.discover(new Tick(Polls.NOW), null);
      discovery.discover(new Tick(Polls.NOW), null);
      assertThat(log.lines())
          .containsExactly(
              "WARN Nova's metadata of guest instance-0000002a (%s) is broken: owner/user@uuid is missing, flavor/memory is no whole number; it is metered without"
                  .formatted(Domains.ID));
      inspector.destroy(guest);
      discovery.discover(new Tick(Polls.NOW), null);
      inspector.run(Domains.xml(broken), Map.of());
      discovery.discover(new Tick(Polls.NOW), null);
      assertThat(log.lines()).hasSize(2);
    }
  }
}

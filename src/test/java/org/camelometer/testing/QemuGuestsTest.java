package org.camelometer.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;

class QemuGuestsTest {

  @RegisterExtension static final QemuGuests GUESTS = new QemuGuests();

  @Test
  void runsThreePlainGuestsAndTheVariety() {
    assertThat(GUESTS.virsh("list", "--all", "--name").strip().lines())
        .containsExactlyInAnyOrder(
            QemuGuests.FIRST,
            "instance-00000001",
            "instance-00000002",
            QemuGuests.TWO_OF_EACH,
            QemuGuests.WITHOUT_METADATA,
            QemuGuests.BROKEN_METADATA,
            QemuGuests.PAUSED,
            QemuGuests.SHUT_OFF);
  }

  @Test
  void keepsTheGuestsInTheStatesThatTheirNamesSay() {
    assertThat(GUESTS.virsh("domstate", QemuGuests.FIRST)).startsWith("running");
    assertThat(GUESTS.virsh("domstate", QemuGuests.PAUSED)).startsWith("paused");
    assertThat(GUESTS.virsh("domstate", QemuGuests.SHUT_OFF)).startsWith("shut off");
  }

  @Test
  void isReachedByReadOnlyConnections() throws LibvirtException {
    Connect connection = new Connect(GUESTS.uri(), true);
    try {
      assertThat(connection.numOfDomains()).isEqualTo(QemuGuests.PLAIN + 4);
    } finally {
      connection.close();
    }
  }

  @Test
  void findsTheProcessOfAGuest() {
    assertThat(ProcessHandle.of(GUESTS.pid(QemuGuests.FIRST)).orElseThrow().info().command())
        .hasValueSatisfying(command -> assertThat(command).contains("qemu-system"));
  }

  @Test
  void failsWithWhatVirshSays() {
    assertThatThrownBy(() -> GUESTS.virsh("domstate", "nobody"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("failed to get domain 'nobody'");
  }
}

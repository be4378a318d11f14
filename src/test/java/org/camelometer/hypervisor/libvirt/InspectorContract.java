package org.camelometer.hypervisor.libvirt;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.camelometer.hypervisor.Figures;
import org.camelometer.hypervisor.Guest;
import org.camelometer.hypervisor.GuestReading;
import org.camelometer.hypervisor.GuestState;
import org.camelometer.hypervisor.HypervisorException;
import org.camelometer.hypervisor.Inspector;
import org.camelometer.hypervisor.Vnic;
import org.camelometer.poll.Deadline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Inspector} promises; its hypervisor must have a running guest. */
abstract class InspectorContract {
  private Inspector inspector;

  @BeforeEach
  final void make() throws Exception {
    inspector = create();
  }

  @AfterEach
  final void release() {
    inspector.close();
  }

  abstract Inspector create() throws Exception;

  final Inspector inspector() {
    return inspector;
  }

  @Test
  void namesEveryGuestWithItsIdInTheOrderOfNames() throws Exception {
    List<Guest> guests = inspector.guests(Deadline.never());
    assertThat(guests).isNotEmpty().isSortedAccordingTo(Comparator.comparing(Guest::name));
    assertThat(guests)
        .extracting(Guest::id)
        .allMatch(id -> id.length() == 36)
        .doesNotHaveDuplicates();
  }

  @Test
  void tellsTheDevicesOfARunningGuest() throws Exception {
    Guest guest = running();
    assertThat(guest.hardware().disks()).isNotEmpty();
    assertThat(guest.hardware().vnics()).isNotEmpty();
    assertThat(guest.hardware().osType()).isEqualTo("hvm");
    assertThat(guest.hardware().vcpus()).isPositive();
    assertThat(guest.hardware().memory()).isPositive();
  }

  @Test
  void readsTheFiguresOfARunningGuestAndItsDevices() throws Exception {
    Guest guest = running();
    GuestReading reading = requireNonNull(read().get(guest.id()));
    assertThat(reading.state()).isEqualTo(GuestState.RUNNING);
    assertThat(reading.cpu().time()).isPositive();
    assertThat(reading.cpu().online()).isPositive();
    assertThat(reading.memory().actual()).isPositive();
    assertThat(reading.memory().resident()).isPositive();
    assertThat(reading.disks()).containsKeys(guest.hardware().disks().toArray(String[]::new));
    assertThat(reading.vnics())
        .containsKeys(guest.hardware().vnics().stream().map(Vnic::name).toArray(String[]::new));
  }

  @Test
  void monotonicTimeIsNeverSetBack() throws Exception {
    String id = running().id();
    double first = requireNonNull(read().get(id)).monotonicTime();
    assertThat(first).isPositive();
    assertThat(requireNonNull(read().get(id)).monotonicTime()).isGreaterThanOrEqualTo(first);
  }

  @Test
  void mayBeClosedTwice() throws Exception {
    read();
    inspector.close();
    inspector.close();
  }

  private Map<String, GuestReading> read() throws HypervisorException {
    return inspector.read(EnumSet.allOf(Figures.class), Deadline.never()).guests();
  }

  private Guest running() throws HypervisorException {
    return inspector.guests(Deadline.never()).stream()
        .filter(guest -> guest.state() == GuestState.RUNNING)
        .findFirst()
        .orElseThrow(() -> new AssertionError("this hypervisor has no running guest"));
  }
}

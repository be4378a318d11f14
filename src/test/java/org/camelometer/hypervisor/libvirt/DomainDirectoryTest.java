package org.camelometer.hypervisor.libvirt;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.camelometer.hypervisor.Guest;
import org.camelometer.hypervisor.GuestState;
import org.camelometer.hypervisor.HypervisorException;
import org.camelometer.testing.QemuGuests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The hardware that a guest has is made anew whenever its XML is read. */
class DomainDirectoryTest {
  @RegisterExtension static final QemuGuests GUESTS = new QemuGuests();
  private static final String GONE = "00000000-0000-4000-8000-000000000000";

  private final DomainDirectory directory = new DomainDirectory();
  private LibvirtConnect connect;
  private DomainStatistics state;

  @BeforeEach
  void open() throws Exception {
    LibvirtLibrary.load(LibvirtLibrary.NAME);
    connect = LibvirtConnect.open(GUESTS.uri(), true);
    state = States.of(connect, GUESTS.virsh("domuuid", QemuGuests.FIRST).strip()).get(0);
  }

  @AfterEach
  void release() throws Exception {
    connect.close();
  }

  @Test
  void readsTheXmlOfAGuestOnce() throws Exception {
    Guest first = describe();
    assertThat(describe().hardware()).isSameAs(first.hardware());
    assertThat(first.name()).isEqualTo(QemuGuests.FIRST);
  }

  @Test
  void takesTheStateFromTheStatesAndNotFromTheXml() throws Exception {
    Guest first = describe();
    state =
        new DomainStatistics(
            state.domainId(), state.name(), state.run(), Map.of("state.state", 3L));
    assertThat(describe().state()).isEqualTo(GuestState.PAUSED);
    assertThat(describe().hardware()).isSameAs(first.hardware());
  }

  @Test
  void readsAgainWhatWasChanged() throws Exception {
    Guest first = describe();
    directory.changed(state.domainId());
    Guest second = describe();
    assertThat(second.hardware()).isNotSameAs(first.hardware());
    assertThat(describe().hardware()).isSameAs(second.hardware());
  }

  @Test
  void readsAllAgainWhenChangesMayHaveBeenMissed() throws Exception {
    Guest first = describe();
    directory.changeAll();
    assertThat(describe().hardware()).isNotSameAs(first.hardware());
  }

  @Test
  void readsAgainAfterANewStart() throws Exception {
    Guest first = describe();
    state = new DomainStatistics(state.domainId(), state.name(), state.run() + 1, state.figures());
    assertThat(describe().hardware()).isNotSameAs(first.hardware());
  }

  @Test
  void readsAgainIfThereIsAnotherNumberOfVirtualCpus() throws Exception {
    Guest first = describe();
    directory.counted(state.domainId(), null);
    directory.counted(state.domainId(), first.hardware().vcpus());
    directory.counted(GONE, 7L);
    assertThat(describe().hardware()).isSameAs(first.hardware());
    directory.counted(state.domainId(), 7L);
    assertThat(describe().hardware()).isNotSameAs(first.hardware());
  }

  @Test
  void leavesOutAGuestThatIsGone() throws Exception {
    DomainStatistics gone = new DomainStatistics(GONE, "gone", 1, state.figures());
    assertThat(directory.describe(connect, List.of(gone, state)))
        .extracting(Guest::id)
        .containsExactly(state.domainId());
  }

  @Test
  void doesNotForgetAChangeThatItCouldNotRead() throws Exception {
    Guest first = describe();
    directory.changed(state.domainId());
    try (LibvirtConnection other =
        new LibvirtConnection(
            new Reachability(GUESTS.uri(), System::nanoTime), LibvirtLibrary.NAME)) {
      assertThatThrownBy(
              () ->
                  other.call(
                      lost -> {
                        lost.cut();
                        other.cut();
                        return directory.describe(lost, List.of(state));
                      }))
          .isInstanceOf(HypervisorException.class);
    }
    assertThat(describe().hardware()).isNotSameAs(first.hardware());
  }

  private Guest describe() throws Exception {
    return requireNonNull(directory.describe(connect, state));
  }
}

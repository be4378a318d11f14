package org.camelometer.hypervisor.libvirt;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.camelometer.hypervisor.Figures;
import org.camelometer.hypervisor.GuestReading;
import org.camelometer.hypervisor.GuestReading.Cpu;
import org.camelometer.hypervisor.GuestState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On libvirt's test driver, whose bulk statistics tell nothing but states. */
class StatisticsTest {
  private static final String GONE = "00000000-0000-4000-8000-000000000000";

  private LibvirtConnect connect;
  private String id = "";

  @BeforeEach
  void open() throws Exception {
    connect = TestDriver.open();
    id = States.of(connect).get(0).domainId();
  }

  @AfterEach
  void release() throws Exception {
    connect.close();
  }

  @Test
  void areReadSinglyWhereTheDriverTellsNothingInBulk() throws Exception {
    assertThat(reading(Figures.CPU).cpu().time()).isPositive();
  }

  @Test
  void areNotReadSinglyForWhatABulkReadingMayLackToo() throws Exception {
    GuestReading reading = reading(Figures.PERFORMANCE);
    assertThat(reading.state()).isEqualTo(GuestState.RUNNING);
    assertThat(reading.cpu()).as("no call that may hang was made").isEqualTo(Cpu.UNKNOWN);
  }

  @Test
  void leaveOutGuestsThatAreGone() throws Exception {
    Statistics statistics = of(Figures.CPU);
    assertThat(statistics.figures(connect, List.of(GONE, id))).containsOnlyKeys(id);
    assertThat(statistics.figures(connect, List.of(GONE))).isEmpty();
    assertThat(States.of(connect, GONE)).isEmpty();
  }

  @Test
  void leaveNoHandleOfAGuestThatIsGoneOnAnyConnection() throws Exception {
    of(Figures.CPU).figures(connect, List.of(id));
    assertThat(connect.handles()).isEqualTo(1);
    int groups = Groups.of(Set.of(Figures.CPU));
    new Statistics(groups, System::nanoTime, List.of(), Set.of(id)).figures(connect, List.of(id));
    assertThat(connect.handles()).isEqualTo(1);
    new Statistics(groups, System::nanoTime, List.of(), Set.of(GONE)).figures(connect, List.of());
    assertThat(connect.handles()).isZero();
  }

  @Test
  void waitForNobodyWhereTheDriverCannotTell() throws Exception {
    assertThat(of(Figures.CPU).waits(connect, List.of(id, GONE))).isEmpty();
  }

  private GuestReading reading(Figures wanted) throws Exception {
    return requireNonNull(of(wanted).figures(connect, List.of(id)).get(id)).reading();
  }

  private static Statistics of(Figures wanted) {
    return new Statistics(Groups.of(Set.of(wanted)), System::nanoTime);
  }
}

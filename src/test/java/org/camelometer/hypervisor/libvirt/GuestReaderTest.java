package org.camelometer.hypervisor.libvirt;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.camelometer.hypervisor.Figures;
import org.camelometer.hypervisor.GuestReading;
import org.camelometer.hypervisor.GuestReading.Cpu;
import org.camelometer.hypervisor.HypervisorException;
import org.camelometer.poll.Deadline;
import org.camelometer.poll.StuckResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestReaderTest {
  private static final DomainStatistics GONE =
      new DomainStatistics(
          "00000000-0000-4000-8000-000000000000", "gone", 9, Map.of("state.state", 1L));

  @TempDir private Path noProcesses = Path.of("");
  private final Workers workers = TestDriver.workers(2);
  private final Map<String, DomainStatistics> running = new LinkedHashMap<>();
  private final FakeQuestion libvirt = new FakeQuestion();
  private final StuckGuests stuck = new StuckGuests(Clock.systemUTC());
  private final LogLines log = new LogLines(Notice.class);

  @BeforeEach
  void find() throws Exception {
    workers
        .ask(States::of, Deadline.never())
        .forEach(state -> running.put(state.domainId(), state));
  }

  @AfterEach
  void release() {
    workers.close();
    log.close();
  }

  @Test
  void doesNotMissGuestsThatWentMeanwhile() throws Exception {
    Set<String> there = Set.copyOf(running.keySet());
    running.put(GONE.domainId(), GONE);
    assertThat(reader().read(running, all(), Deadline.never())).containsOnlyKeys(there);
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void missesGuestsForWhichTheTimeDidNotSuffice() throws Exception {
    assertThat(reader().read(running, all(), Deadline.in(Duration.ZERO))).isEmpty();
    assertThat(log.lines())
        .containsExactly(
            "WARN 1 of 1 running guests are not read: the time of the cycle was over before");
  }

  @Test
  void failsIfNotOneGuestCouldBeReadAndLibvirtSaysWhy() {
    workers.close();
    assertThatThrownBy(() -> reader().read(running, all(), Deadline.never()))
        .isInstanceOf(HypervisorException.class)
        .hasMessage("the connections to libvirt are closed");
  }

  @Test
  void readsOneGuestByItself() {
    running.forEach(
        (id, state) ->
            assertThat(reader().readOne(state, all(), Deadline.never())).containsOnlyKeys(id));
    assertThat(reader().readOne(GONE, all(), Deadline.never())).isEmpty();
  }

  @Test
  void takesWhatABusyGuestToldIfNobodyWaitsForIt() throws Exception {
    String id = busy();
    Map<String, GuestReading> readings = reader().read(running, libvirt, Deadline.never());
    assertThat(readings).containsOnlyKeys(id);
    assertThat(requireNonNull(readings.get(id)).cpu()).as("asked").isNotEqualTo(Cpu.UNKNOWN);
    assertThat(stuck.list()).isEmpty();
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void namesABusyGuestThatLibvirtHasBeenWaitingForForTwoSeconds() throws Exception {
    String id = busy();
    libvirt.waits.put(id, Duration.ofSeconds(2));
    assertIsReadWithoutAsking(id);
    assertThat(stuck.list()).extracting(StuckResource::name).containsExactly("test");
  }

  @Test
  void doesNotNameABusyGuestThatLibvirtHasBeenWaitingForForLess() throws Exception {
    String id = busy();
    libvirt.waits.put(id, Duration.ofMillis(1999));
    assertIsReadWithoutAsking(id);
    assertThat(stuck.list()).isEmpty();
  }

  /** The guest, which answers in part however often it is asked. */
  private String busy() {
    String id = running.keySet().iterator().next();
    libvirt.busy.put(id, Integer.MAX_VALUE);
    return id;
  }

  private void assertIsReadWithoutAsking(String id) throws Exception {
    Map<String, GuestReading> readings = reader().read(running, libvirt, Deadline.never());
    assertThat(readings).containsOnlyKeys(id);
    assertThat(requireNonNull(readings.get(id)).cpu()).isEqualTo(Cpu.UNKNOWN);
    assertThat(log.lines()).isEmpty();
  }

  private GuestReader reader() {
    return new GuestReader(workers, stuck, GuestProcesses.in(noProcesses));
  }

  private static Statistics all() {
    return new Statistics(Groups.of(EnumSet.allOf(Figures.class)), System::nanoTime);
  }
}

package org.camelometer.hypervisor.libvirt;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.camelometer.hypervisor.HypervisorException;
import org.camelometer.hypervisor.libvirt.BulkReading.Outcome;
import org.camelometer.hypervisor.libvirt.BulkReading.Patience;
import org.camelometer.poll.Deadline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BulkReadingTest {
  private static final int WORKERS = 2;
  private static final int RESERVE = 8;
  private static final Patience LITTLE =
      new Patience(Duration.ofMillis(150), Duration.ofMillis(150));

  /** So that no call counts as slow, however busy the machine is. */
  private static final Patience MUCH = new Patience(Duration.ofDays(1), Duration.ofDays(1));

  private final FakeQuestion libvirt = new FakeQuestion();
  private final AtomicLong nanos = new AtomicLong();
  private final Workers workers = TestDriver.workers(WORKERS);

  @AfterEach
  void release() {
    libvirt.goOn.countDown();
    workers.close();
  }

  @Test
  void readsAllChunksOverBothConnectionsAtATime() {
    CyclicBarrier both = new CyclicBarrier(WORKERS);
    AtomicInteger calls = new AtomicInteger();
    libvirt.onCall =
        () -> {
          if (calls.incrementAndGet() <= WORKERS) {
            meet(both);
          }
        };
    Outcome outcome = read(MUCH, guests(40), List.of(), deadline());
    assertThat(outcome.answers()).containsOnlyKeys(guests(40));
    assertThat(libvirt.asked).extracting(List::size).containsExactlyInAnyOrder(16, 16, 8);
    assertThat(outcome.hanging()).isEmpty();
    assertThat(outcome.failure()).isEmpty();
    assertThat(workers.count()).isEqualTo(WORKERS);
  }

  @Test
  void readsNothingWhereThereIsNoGuest() {
    assertThat(read(guests(0)).answers()).isEmpty();
    assertThat(workers.count()).isZero();
  }

  @Test
  void tellsAGuestApartAtWhichACallHangsAndReadsTheOthersOfItsChunkAnew() {
    libvirt.hanging.add("g3");
    Outcome outcome = read(guests(40));
    assertThat(outcome.hanging()).containsOnlyKeys("g3").containsValue(FakeQuestion.LONG);
    assertThat(outcome.answers()).hasSize(39).doesNotContainKey("g3");
    assertThat(libvirt.asked).contains(List.of("g0", "g1", "g2", "g4"));
  }

  @Test
  void goesOnWithTheOthersWhileACallHangs() {
    libvirt.hanging.add("g0");
    libvirt.tellsWaits = false;
    libvirt.onWaits =
        () -> {
          if (asked("g47")) {
            libvirt.tellsWaits = true;
          }
        };
    Outcome outcome = read(guests(48));
    assertThat(outcome.answers()).hasSize(47);
    assertThat(outcome.hanging()).containsOnlyKeys("g0");
  }

  @Test
  void tellsApartSeveralOfOneChunk() {
    libvirt.hanging.addAll(List.of("g3", "g7", "g8"));
    Outcome outcome = read(guests(16));
    assertThat(outcome.hanging()).containsOnlyKeys("g3", "g7", "g8");
    assertThat(outcome.answers()).hasSize(13);
  }

  @Test
  void waitsForALibvirtThatIsMerelySlow() {
    libvirt.hanging.add("g1");
    libvirt.tellsWaits = false;
    libvirt.onWaits =
        () -> {
          if (libvirt.waitsAsked.size() >= 3) {
            libvirt.goOn.countDown();
          }
        };
    Outcome outcome = read(guests(3));
    assertThat(outcome.answers()).containsOnlyKeys(guests(3));
    assertThat(outcome.hanging()).isEmpty();
    assertThat(libvirt.asked).as("nothing is read twice").hasSize(1);
  }

  @Test
  void waitsForAGuestThatLibvirtHasOnlyBegunToWaitFor() {
    libvirt.hanging.add("g1");
    libvirt.onWaits =
        () -> {
          if (libvirt.waitsAsked.size() >= 3) {
            libvirt.goOn.countDown();
          }
        };
    Outcome outcome = read(patient(), guests(3), List.of(), deadline());
    assertThat(outcome.answers()).containsOnlyKeys(guests(3));
    assertThat(outcome.hanging()).isEmpty();
  }

  @Test
  void givesUpWhatHangsWhenTheTimeIsOver() throws HypervisorException {
    libvirt.hanging.add("g0");
    libvirt.tellsWaits = false;
    libvirt.onWaits = this::endTime;
    Outcome outcome = read(guests(32));
    assertThat(outcome.hanging()).isEmpty();
    assertThat(outcome.answers()).hasSize(16).containsKeys("g16", "g31");
    int answer = workers.ask(connect -> 1, Deadline.never());
    assertThat(answer).isEqualTo(1);
  }

  @Test
  void blamesAtTheEndOfTheTimeWhomLibvirtIsWaitingFor() {
    libvirt.hanging.add("g0");
    libvirt.onWaits = this::endTime;
    Outcome outcome = read(patient(), guests(3), List.of(), deadline());
    assertThat(outcome.hanging()).containsOnlyKeys("g0");
    assertThat(outcome.answers()).isEmpty();
  }

  @Test
  void asksOnceForAllGuestsAtTheEndOfTheTimeWhomToBlame() {
    Patience some = new Patience(Duration.ofSeconds(1), Duration.ofHours(1));
    libvirt.hanging.addAll(List.of("g0", "g16"));
    libvirt.waits.put("g0", some.suspicious());
    libvirt.waits.put("g16", some.suspicious().minusMillis(1));
    libvirt.onWaits = this::endTime;
    Outcome outcome = read(some, guests(32), List.of(), deadline());
    List<String> all = List.of(guests(32));
    assertThat(libvirt.waitsAsked).as("the others are of one call").containsOnlyOnce(all);
    assertThat(libvirt.waitsAsked).last().isEqualTo(all);
    assertThat(outcome.hanging()).containsExactly(entry("g0", some.suspicious()));
    assertThat(outcome.unread()).containsExactlyInAnyOrderElementsOf(all.subList(1, all.size()));
    assertThat(outcome.answers()).isEmpty();
  }

  @Test
  void aChunkThatFailsLeavesTheOthers() {
    libvirt.failing.add("g20");
    Outcome outcome = read(guests(40));
    assertThat(outcome.answers()).hasSize(24).doesNotContainKey("g16").containsKeys("g0", "g39");
    assertThat(outcome.failure().map(Exception::getMessage))
        .contains("libvirt at test:///default failed: the guest g20 broke it");
  }

  @Test
  void asksABusyGuestAgainAndItsLaterAnswerCounts() {
    libvirt.busy.put("g1", 1);
    Outcome outcome = read(muchTime(), guests(3), List.of(), deadline());
    assertThat(requireNonNull(outcome.answers().get("g1")).isPartial()).isFalse();
    assertThat(libvirt.asked).containsExactly(List.of("g0", "g1", "g2"), List.of("g1"));
  }

  @Test
  void leavesItAtThatWhereAGuestStaysBusy() {
    libvirt.busy.put("g1", Integer.MAX_VALUE);
    Outcome outcome = read(guests(3));
    assertThat(requireNonNull(outcome.answers().get("g1")).isPartial()).isTrue();
    assertThat(requireNonNull(outcome.answers().get("g2")).isPartial()).isFalse();
  }

  @Test
  void readsDoubtfulGuestsOneByOneAfterTheOthers() {
    Outcome outcome = read(LITTLE, guests(2), List.of("a", "b"), deadline());
    assertThat(libvirt.asked)
        .containsExactlyInAnyOrder(List.of("g0", "g1"), List.of("a"), List.of("b"));
    assertThat(outcome.answers()).containsOnlyKeys("g0", "g1", "a", "b");
  }

  @Test
  void hasNoMoreConnectionsThanTheReserveHoweverManyGuestsHang() {
    List<String> all = List.of(guests(40));
    libvirt.hanging.addAll(all);
    Outcome outcome = read(LITTLE, List.of(), all, Deadline.in(Duration.ofSeconds(5)));
    assertThat(workers.count()).isEqualTo(WORKERS + RESERVE);
    assertThat(outcome.hanging()).isNotEmpty();
    assertThat(outcome.failure().map(Exception::getMessage).orElse(""))
        .startsWith("no connection to libvirt is left");
  }

  @Test
  void tellsGuestsThatAreGone() {
    libvirt.gone.add("g1");
    Outcome outcome = read(guests(3));
    assertThat(outcome.answers()).containsOnlyKeys("g0", "g2");
    assertThat(outcome.hanging()).isEmpty();
    assertThat(outcome.answers()).doesNotContainKey("g1");
    assertThat(outcome.unread()).isEmpty();
  }

  private Outcome read(String... guests) {
    return read(LITTLE, guests, List.of(), deadline());
  }

  private Outcome read(
      Patience patience, String[] guests, List<String> doubtful, Deadline deadline) {
    return read(patience, List.of(guests), doubtful, deadline);
  }

  private Outcome read(
      Patience patience, List<String> guests, List<String> doubtful, Deadline deadline) {
    return new BulkReading(workers, libvirt, patience, deadline).read(guests, doubtful);
  }

  /** Is over when a test ends the time. */
  private Deadline deadline() {
    return Deadline.in(Duration.ofDays(1), nanos::get);
  }

  private void endTime() {
    nanos.addAndGet(Duration.ofDays(2).toNanos());
  }

  /** Believes no wait that it is told of before the end. */
  private static Patience patient() {
    return new Patience(Duration.ofMillis(20), Duration.ofHours(1));
  }

  /** Suspects nobody. */
  private static Patience muchTime() {
    return new Patience(Duration.ofHours(1), Duration.ofHours(1));
  }

  private boolean asked(String id) {
    return libvirt.asked.stream().anyMatch(ids -> ids.contains(id));
  }

  private static String[] guests(int count) {
    return IntStream.range(0, count).mapToObj(i -> "g" + i).toArray(String[]::new);
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }
}

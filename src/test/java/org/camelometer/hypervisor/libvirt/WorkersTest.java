package org.camelometer.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.camelometer.hypervisor.HypervisorException;
import org.camelometer.poll.Deadline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersTest {
  private static final int SIZE = 2;
  private static final int MOST = SIZE + 8;
  private static final Deadline OVER = Deadline.in(Duration.ZERO);

  private final CountDownLatch goOn = new CountDownLatch(1);
  private final CountDownLatch hangs = new CountDownLatch(1);
  private final Workers workers = TestDriver.workers(SIZE);

  @AfterEach
  void release() {
    goOn.countDown();
    workers.close();
  }

  @Test
  void connectsToNothingBeforeItIsAsked() {
    assertThat(workers.count()).isZero();
  }

  @Test
  void areNoMoreThanTheSizeAndTheReserve() {
    List<Worker> taken = takeAll();
    assertThat(taken).hasSize(MOST).doesNotHaveDuplicates();
    assertThat(workers.count()).isEqualTo(MOST);
    assertThatThrownBy(() -> workers.ask(connect -> 1, Deadline.never()))
        .isInstanceOf(HypervisorException.class)
        .hasMessageStartingWith("no connection to libvirt is left");
    taken.forEach(workers::give);
  }

  @Test
  void keepsAsManyAsAreSetAndEndsTheOthers() throws Exception {
    List<Worker> taken = takeAll();
    taken.forEach(workers::give);
    for (Worker ended : taken.subList(SIZE, MOST)) {
      assertThat(ended.awaitEnd(TimeUnit.MINUTES.toMillis(1))).isTrue();
    }
    assertThat(workers.count()).isEqualTo(SIZE);
  }

  @Test
  void usesOneConnectionAgainAndAgain() throws Exception {
    LibvirtConnect first = workers.ask(connect -> connect, Deadline.never());
    LibvirtConnect second = workers.ask(connect -> connect, Deadline.never());
    assertThat((Object) second).isSameAs(first);
    assertThat(workers.count()).isEqualTo(1);
  }

  @Test
  void passesOnWhatLibvirtRefuses() throws Exception {
    assertThatThrownBy(
            () ->
                workers.ask(
                    connect -> {
                      throw new HypervisorException("no");
                    },
                    Deadline.never()))
        .isInstanceOf(HypervisorException.class)
        .hasMessage("libvirt at test:///default failed: no");
    assertAnswers();
    assertThat(workers.count()).isEqualTo(1);
  }

  @Test
  void givesUpACallThatIsNotAnsweredInTimeAndAsksOverAnotherConnection() throws Exception {
    assertThatThrownBy(() -> workers.ask(this::hang, Deadline.in(Duration.ofMillis(500))))
        .isInstanceOf(HypervisorException.class)
        .hasMessage("libvirt doesn't answer in time");
    assertAnswers();
    assertThat(workers.count()).as("the one that hangs counts").isEqualTo(2);
  }

  @Test
  void takesAPlaceBackOnceTheCallThatHungHasEnded() throws Exception {
    Worker hanging = workers.take().orElseThrow();
    CompletableFuture<Integer> answer = hanging.ask(this::hang);
    hangs.await();
    hanging.abandon();
    assertThat(workers.count()).isEqualTo(1);
    assertThat(answer).as("nobody waits for it").isCompletedExceptionally();
    goOn.countDown();
    assertThat(hanging.awaitEnd(TimeUnit.MINUTES.toMillis(1))).isTrue();
    assertThat(workers.count()).isZero();
  }

  @Test
  void isNotHeldUpWhenItIsClosedWhileACallHangs() {
    Worker hanging = workers.take().orElseThrow();
    CompletableFuture<Integer> answer = hanging.ask(this::hang);
    try (LogLines log = new LogLines(Workers.class)) {
      workers.close();
      workers.close(); // says and waits for nothing more
      assertThat(answer).as("nobody waits for it").isCompletedExceptionally();
      assertThat(log.lines())
          .containsExactly("WARN libvirt doesn't answer; a connection to it is cut");
    }
  }

  @Test
  void givesNoneAfterItIsClosedAndEndsThoseThatComeBack() throws Exception {
    Worker idle = workers.take().orElseThrow();
    Worker late = workers.take().orElseThrow();
    workers.give(idle);
    Thread closing = new Thread(workers::close);
    closing.start();
    assertThat(idle.awaitEnd(TimeUnit.MINUTES.toMillis(1))).as("closing has begun").isTrue();
    assertThat(workers.take()).isEmpty();
    workers.give(late);
    closing.join();
    assertThat(late.hasEnded()).isTrue();
    assertThat(workers.count()).isZero();
  }

  @Test
  void saysThatItIsClosed() {
    workers.close();
    assertThatThrownBy(() -> workers.ask(connect -> 1, Deadline.never()))
        .isInstanceOf(HypervisorException.class)
        .hasMessage("the connections to libvirt are closed");
  }

  @Test
  void asksNothingOnceTheTimeIsOver() {
    assertThatThrownBy(() -> workers.ask(connect -> 1, OVER))
        .isInstanceOf(HypervisorException.class)
        .hasMessage("the time was over before libvirt was asked");
    assertThat(workers.count()).isZero();
  }

  private void assertAnswers() throws HypervisorException {
    int answer = workers.ask(connect -> 1, Deadline.never());
    assertThat(answer).isEqualTo(1);
  }

  private List<Worker> takeAll() {
    List<Worker> taken = new ArrayList<>();
    Optional<Worker> next = workers.take();
    while (next.isPresent()) {
      taken.add(next.get());
      next = workers.take();
    }
    return taken;
  }

  private int hang(LibvirtConnect connect) throws HypervisorException {
    hangs.countDown();
    try {
      goOn.await();
      return 1;
    } catch (InterruptedException e) {
      throw new HypervisorException("interrupted", e);
    }
  }
}

package org.camelometer.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.camelometer.poll.Deadline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.libvirt.Connect;
import org.libvirt.Domain;

class WatchTest {
  private final List<Worker> made = new ArrayList<>();
  private final Watch watch = new Watch(this::make, new DomainDirectory());

  @AfterEach
  void release() {
    watch.close();
  }

  @Test
  void connectsOnce() {
    watch.ensure(Deadline.never());
    watch.ensure(Deadline.never());
    assertThat(made).hasSize(1);
  }

  @Test
  void connectsToNothingOnceItIsClosed() throws Exception {
    watch.ensure(Deadline.never());
    watch.close();
    watch.ensure(Deadline.never());
    assertThat(made).hasSize(1);
    assertThat(made.get(0).awaitEnd(TimeUnit.MINUTES.toMillis(1))).isTrue();
  }

  @Test
  void letsNobodyWaitAnyLongerWhenItIsClosed() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    watch.ensure(Deadline.never());
    CompletableFuture<Integer> hanging = hangUntil(goOn);
    Thread waiting = new Thread(() -> watch.ensure(Deadline.never()));
    waiting.start();
    await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
    watch.close();
    waiting.join(TimeUnit.MINUTES.toMillis(1));
    assertThat(waiting.isAlive()).isFalse();
    assertThat(hanging).isCompletedExceptionally();
    goOn.countDown();
  }

  @Test
  void hasOneConnectionAtMostThatHangs() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    watch.ensure(Deadline.never());
    CompletableFuture<Integer> hanging = hangUntil(goOn);
    for (int i = 0; i < 5; i++) {
      watch.ensure(Deadline.in(Duration.ofMillis(1)));
    }
    assertThat(made).hasSize(1);
    assertThat(hanging).isCompletedExceptionally();
    goOn.countDown();
    assertThat(made.get(0).awaitEnd(TimeUnit.MINUTES.toMillis(1))).isTrue();
    watch.ensure(Deadline.never());
    watch.ensure(Deadline.never());
    assertThat(made).hasSize(2);
  }

  @Test
  void tellsTurnsOfGuestsInAThreadOfItsOwn() throws Exception {
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    watch.tell(id -> told.add(Thread.currentThread().getName() + " " + id));
    watch.ensure(Deadline.never());
    Connect operator = new Connect(TestDriver.URI);
    Domain another = operator.domainCreateXML(xml(), 0);
    String id = another.getUUIDString();
    assertThat(told.poll(1, TimeUnit.MINUTES)).isEqualTo("libvirt-turns " + id);
    another.destroy();
    assertThat(told.poll(1, TimeUnit.MINUTES)).isEqualTo("libvirt-turns " + id);
    another.free();
    operator.close();
  }

  @Test
  void tellsTurnsWhileLibvirtKeepsItWaiting() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    watch.tell(told::add);
    watch.ensure(Deadline.never());
    CompletableFuture<Integer> hanging = hangUntil(goOn);
    Thread waiting = new Thread(() -> watch.ensure(Deadline.never()));
    waiting.start();
    while (waiting.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    CompletableFuture<Void> event = CompletableFuture.runAsync(() -> watch.turned("x"));
    assertThat(told.poll(1, TimeUnit.MINUTES)).isEqualTo("x");
    goOn.countDown();
    event.join();
    waiting.join();
    assertThat(hanging.join()).isEqualTo(1);
  }

  @Test
  void tellsNothingOnceItIsClosed() {
    List<String> told = new ArrayList<>();
    watch.tell(told::add);
    watch.close();
    watch.turned("x");
    assertThat(told).isEmpty();
  }

  @Test
  void connectionsThatListenTogetherLetGoOfTheirOwnCallbacks() throws Exception {
    DomainEvents events = new DomainEvents(watch);
    LibvirtConnect first = TestDriver.open();
    LibvirtConnect second = TestDriver.open();
    first.listen(events);
    second.listen(events);
    assertThat(first.close()).as("references to the first that are left").isZero();
    assertThat(second.close()).as("references to the second that are left").isZero();
  }

  private CompletableFuture<Integer> hangUntil(CountDownLatch end) {
    return made.get(0)
        .ask(
            connect -> {
              awaitQuietly(end);
              return 1;
            });
  }

  private Worker make() {
    Worker worker = TestDriver.worker();
    made.add(worker);
    return worker;
  }

  private static String xml() {
    return "<domain type='test'><name>turning</name><memory>8192</memory>"
        + "<os><type>hvm</type></os></domain>";
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

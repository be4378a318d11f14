package org.camelometer.component.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.camelometer.component.spool.StoreContract.entry;
import static org.camelometer.component.spool.StoreContract.texts;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.camelometer.hypervisor.libvirt.LogLines;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpoolTest {
  private static final long SIZE = entry("one").size();

  private final MemoryStore.Disk disk = new MemoryStore.Disk();
  private final Keeper keeper = new Keeper();
  private @Nullable Spool spool;

  @AfterEach
  void release() {
    if (spool != null) {
      spool.close();
    }
  }

  @Test
  void aMessageIsInItOnceItIsOnDisk() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    disk.beforeCommit = () -> hold(goOn);
    CompletableFuture<Long> put = open(10, OverflowPolicy.REFUSE).put(entry("one"));
    assertThat(put).isNotDone();
    goOn.countDown();
    long id = put.get();
    assertThat(texts(page(0))).containsExactly("one");
    assertThat(spool().span().newest()).isEqualTo(id);
  }

  @Test
  void messagesThatComeDuringACommitShareTheNextOne() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    disk.beforeCommit =
        () -> {
          begun.countDown();
          hold(goOn);
        };
    open(100, OverflowPolicy.REFUSE);
    List<CompletableFuture<Long>> puts = new ArrayList<>();
    puts.add(spool().put(entry("one")));
    begun.await();
    for (int i = 0; i < 50; i++) {
      puts.add(spool().put(entry("one")));
    }
    goOn.countDown();
    for (CompletableFuture<Long> put : puts) {
      put.get();
    }
    assertThat(disk.commits).isEqualTo(2);
  }

  @Test
  void refusesWhatItHasNoRoomFor() throws Exception {
    open(2, OverflowPolicy.REFUSE);
    spool().put(entry("one")).get();
    long two = spool().put(entry("two")).get();
    assertThatThrownBy(() -> spool().put(entry("tri")))
        .isInstanceOf(NotSpooledException.class)
        .hasMessageContaining("is full");
    spool().remove(two, 0).get();
    spool().put(entry("tri")).get();
    assertThat(texts(page(0))).containsExactly("one", "tri");
  }

  @Test
  void countsWhatItTurnsAwayAlsoForTheNextWhoOpensIt() throws Exception {
    open(1, OverflowPolicy.REFUSE);
    spool().put(entry("one")).get();
    assertThatThrownBy(() -> spool().put(entry("two"))).isInstanceOf(NotSpooledException.class);
    assertThatThrownBy(() -> spool().put(entry("much longer")))
        .isInstanceOf(NotSpooledException.class);
    assertThat(spool().status().turnedAway()).isEqualTo(2);
    assertThat(spool().status().accepted()).isEqualTo(1);
    spool().close();
    assertThat(disk.totals()).isEqualTo(new Totals(1, 0, 0, 0, 0, 0, 2));
    assertThat(open(1, OverflowPolicy.REFUSE).status().turnedAway()).isEqualTo(2);
  }

  @Test
  void aCommitOfItsOwnHasWhatWasTurnedAwayIfNothingElseComes() {
    open(1, OverflowPolicy.REFUSE);
    spool().turnAway(List.of(entry("one"), entry("two")));
    await().until(() -> spool().content().totals().turnedAway() == 2);
    assertThat(spool().status().turnedAway()).as("counted once").isEqualTo(2);
  }

  @Test
  void whatAFullDiskTurnsAwayIsCountedByTheNextCommitThatSucceeds() throws Exception {
    open(10, OverflowPolicy.REFUSE);
    disk.failure = new StoreException(StoreException.Cause.FULL, "the disk is full");
    assertThatThrownBy(() -> spool().put(entry("one")).get())
        .hasCauseInstanceOf(NotSpooledException.class);
    assertThat(spool().status().turnedAway()).isEqualTo(1);
    assertThat(disk.totals()).isEqualTo(Totals.NONE);
    disk.failure = null;
    spool().put(entry("two")).get();
    assertThat(disk.totals()).isEqualTo(new Totals(1, 0, 0, 0, 0, 0, 1));
    assertThat(spool().status().turnedAway()).isEqualTo(1);
  }

  @Test
  void letsAProducerWaitForRoom() throws Exception {
    open(1, OverflowPolicy.BLOCK);
    long one = spool().put(entry("one")).get();
    Thread waiting =
        new Thread(
            () -> {
              try {
                spool().put(entry("two")).get();
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
    waiting.start();
    await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
    spool().remove(one, 0).get();
    waiting.join();
    assertThat(texts(page(0))).containsExactly("two");
  }

  @Test
  void dropsTheOldestForTheNewestAndNeverWhatIsBeingDelivered() throws Exception {
    open(2, OverflowPolicy.DROP_OLDEST);
    long one = spool().put(entry("one")).get();
    assertThat(spool().claim(one)).isTrue();
    long two = spool().put(entry("two")).get();
    spool().put(entry("tri")).get();
    assertThat(texts(page(0))).containsExactly("one", "tri");
    assertThat(spool().claim(two)).as("it was dropped").isFalse();
    assertThat(spool().content().totals()).isEqualTo(new Totals(3, 0, 0, 1, 0, 0, 0));
  }

  @Test
  void refusesWhatIsLargerThanItself() throws Exception {
    open(1, OverflowPolicy.DROP_OLDEST);
    assertThatThrownBy(() -> spool().put(entry("much longer")))
        .isInstanceOf(NotSpooledException.class)
        .hasMessageContaining("above the limit");
  }

  @Test
  void refusesMessagesWhileTheDiskIsFullAndTakesThemAgain() throws Exception {
    open(10, OverflowPolicy.REFUSE);
    disk.room = 0;
    assertThatThrownBy(() -> spool().put(entry("one")).get())
        .hasCauseInstanceOf(NotSpooledException.class)
        .hasMessageContaining("the disk is full");
    disk.room = Long.MAX_VALUE;
    spool().put(entry("two")).get();
    assertThat(texts(page(0))).containsExactly("two");
  }

  @Test
  void messagesWaitForAFullDiskWhereThePolicyIsToBlock() throws Exception {
    open(10, OverflowPolicy.BLOCK);
    disk.room = 0;
    CompletableFuture<Long> put = spool().put(entry("one"));
    await().until(() -> keeper.spared.get() > 1);
    assertThat(put).as("after two attempts").isNotDone();
    disk.room = Long.MAX_VALUE;
    put.get();
    assertThat(texts(page(0))).containsExactly("one");
  }

  @Test
  void messagesDontWaitLongerThanTheirPatience() throws Exception {
    open(10, OverflowPolicy.BLOCK, Duration.ofMillis(1));
    disk.room = 0;
    assertThatThrownBy(() -> spool().put(entry("one")).get())
        .hasCauseInstanceOf(NotSpooledException.class)
        .hasMessageContaining("the disk is full");
  }

  @Test
  void saysThatItDropsTheOldestAtItsLimit() throws Exception {
    try (LogLines log = new LogLines(Overflow.class)) {
      open(2, OverflowPolicy.DROP_OLDEST);
      spool().put(entry("one")).get();
      spool().put(entry("two")).get();
      assertThat(log.lines()).isEmpty();
      spool().put(entry("tri")).get();
      spool().put(entry("for")).get();
      assertThat(log.lines())
          .singleElement()
          .asString()
          .contains("the oldest messages are dropped");
    }
  }

  @Test
  void saysThatItDropsTheOldestOnAFullDisk() throws Exception {
    try (LogLines log = new LogLines(Writer.class)) {
      open(10, OverflowPolicy.DROP_OLDEST);
      spool().put(entry("one")).get();
      spool().put(entry("two")).get();
      disk.room = 2 * SIZE;
      spool().put(entry("tri")).get();
      assertThat(log.lines())
          .first()
          .asString()
          .isEqualTo(
              "WARN the disk is full; until it can, the oldest messages are dropped for newer ones,"
                  + " and counted");
    }
  }

  @Test
  void dropsTheOldestForTheNewestOnAFullDisk() throws Exception {
    open(10, OverflowPolicy.DROP_OLDEST);
    long one = spool().put(entry("one")).get();
    spool().put(entry("two")).get();
    assertThat(spool().claim(one)).isTrue();
    disk.room = 2 * SIZE;
    spool().put(entry("tri")).get();
    assertThat(texts(page(0))).containsExactly("one", "tri");
    assertThat(spool().content().totals().dropped()).isEqualTo(1);
  }

  @Test
  void deliveredMessagesAreTakenOutOfAFullDisk() throws Exception {
    open(10, OverflowPolicy.BLOCK);
    long one = spool().put(entry("one")).get();
    disk.room = SIZE;
    CompletableFuture<Long> put = spool().put(entry("two"));
    await().until(() -> keeper.spared.get() > 0);
    spool().remove(one, 0).get();
    put.get();
    assertThat(texts(page(0))).containsExactly("two");
  }

  @Test
  void removalsShareTheNextCommit() throws Exception {
    open(100, OverflowPolicy.REFUSE);
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      ids.add(spool().put(entry("one")).get());
    }
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    disk.beforeCommit =
        () -> {
          begun.countDown();
          hold(goOn);
        };
    CompletableFuture<Long> first = spool().put(entry("one"));
    begun.await();
    int before = disk.commits;
    for (long id : ids) {
      var unused = spool().remove(id, 0);
    }
    CompletableFuture<Long> second = spool().put(entry("one"));
    goOn.countDown();
    first.get();
    second.get();
    assertThat(disk.commits - before).isEqualTo(2);
    assertThat(spool().content().totals().delivered()).isEqualTo(50);
  }

  @Test
  void aJobThatCantBeDoneDisturbsNoOther() throws Exception {
    open(10, OverflowPolicy.REFUSE);
    disk.beforeCommit =
        () -> {
          throw new IllegalStateException("wrong");
        };
    assertThatThrownBy(() -> spool().put(entry("one")).get())
        .hasCauseInstanceOf(NotSpooledException.class);
    disk.beforeCommit = () -> {};
    spool().put(entry("two")).get();
    assertThat(texts(page(0))).containsExactly("two");
  }

  @Test
  void goesOnWithANewStoreWhereOneIsDamaged() throws Exception {
    open(10, OverflowPolicy.REFUSE);
    spool().put(entry("one")).get();
    disk.failure = new StoreException(StoreException.Cause.DAMAGED, "damaged");
    spool().put(entry("two")).get();
    assertThat(keeper.renewed).isEqualTo(1);
    assertThat(texts(page(0))).containsExactly("one", "two");
  }

  @Test
  void writesWhatWasPutInBeforeItIsClosed() throws Exception {
    CompletableFuture<Long> put = open(10, OverflowPolicy.REFUSE).put(entry("one"));
    spool().close();
    assertThat(put.get()).isPositive();
    assertThat(spool().put(entry("two"))).isCompletedExceptionally();
  }

  private Spool open(int messages, OverflowPolicy policy) {
    return open(messages, policy, Duration.ofMinutes(1));
  }

  private Spool open(int messages, OverflowPolicy policy, Duration patience) {
    SpoolSettings settings =
        new SpoolSettings(Path.of("s.spool"), messages * SIZE, policy, patience);
    spool = new Spool(settings, keeper, Clock.systemUTC());
    return spool;
  }

  private Spool spool() {
    assertThat(spool).isNotNull();
    return spool;
  }

  private List<Spooled> page(long after) throws Exception {
    return spool().page(after, 100, Long.MAX_VALUE).get();
  }

  private static void hold(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private final class Keeper implements StoreKeeper {
    private MemoryStore store = new MemoryStore(disk);
    int renewed;
    final AtomicInteger spared = new AtomicInteger();

    @Override
    public Store store() {
      return store;
    }

    @Override
    public void renew(StoreException damage) {
      renewed++;
      disk.failure = null;
      store = new MemoryStore(disk);
    }

    @Override
    public void committed() {}

    @Override
    public void spare() {
      spared.incrementAndGet();
    }

    @Override
    public boolean isStarved() {
      return false;
    }

    @Override
    public boolean lookAfter() {
      return false;
    }

    @Override
    public void close() {
      store.close();
    }
  }
}

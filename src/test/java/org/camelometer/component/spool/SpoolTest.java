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
import java.util.concurrent.ExecutionException;
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
    assertThat(spool().await(0, Duration.ZERO)).isTrue();
    assertThat(spool().await(id, Duration.ZERO)).isFalse();
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
    spool().remove(two).get();
    spool().put(entry("tri")).get();
    assertThat(texts(page(0))).containsExactly("one", "tri");
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
    spool().remove(one).get();
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
    assertThat(spool().content().totals()).isEqualTo(new Totals(3, 0, 1, 0, 0));
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
    disk.failure = new StoreException(StoreException.Cause.FULL, "full", new Exception());
    assertThatThrownBy(() -> spool().put(entry("one")).get())
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage(null)
        .hasCauseInstanceOf(NotSpooledException.class);
    disk.failure = null;
    spool().put(entry("two")).get();
    assertThat(texts(page(0))).containsExactly("two");
  }

  @Test
  void goesOnWithANewStoreWhereOneIsDamaged() throws Exception {
    open(10, OverflowPolicy.REFUSE);
    spool().put(entry("one")).get();
    disk.failure = new StoreException(StoreException.Cause.DAMAGED, "damaged", new Exception());
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

  private Spool open(int messages, OverflowPolicy policy) throws StoreException {
    SpoolSettings settings =
        new SpoolSettings(Path.of("s.spool"), messages * SIZE, policy, Duration.ofMinutes(1));
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

    @Override
    public Store store() {
      return store;
    }

    @Override
    public void rollback() {
      store.rollback();
    }

    @Override
    public void renew(StoreException damage) {
      renewed++;
      disk.failure = null;
      store = new MemoryStore(disk);
    }

    @Override
    public void committed(Totals totals) {}

    @Override
    public void close() {
      store.close();
    }
  }
}

package org.camelometer.component.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camelometer.component.spool.StoreContract.entry;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.camelometer.component.spool.Deliveries.Answer;
import org.camelometer.component.spool.Deliveries.Answered;
import org.camelometer.component.spool.Deliveries.Attempt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveriesTest {
  private static final Answer GOOD = new Answer(null, false, 0);
  private static final Answer BAD = new Answer("no", false, 0);
  private static final Answer HOPELESS = new Answer("never", true, 0);
  private static final Duration NO_TIME = Duration.ofMillis(1);

  @TempDir(factory = FolderInMemory.class)
  private Path folder;

  private final BlockingQueue<Sent> route = new LinkedBlockingQueue<>();
  private Spool spool;
  private Deliveries deliveries;

  private record Sent(Attempt attempt, Answered answered) {
    String text() {
      return new String(attempt.message().entry().body(), StandardCharsets.UTF_8);
    }

    void with(Answer answer) {
      answered.with(answer);
    }
  }

  @AfterEach
  void release() {
    deliveries.end();
    spool.close();
  }

  @Test
  void sendsOneAfterTheOtherAndTakesOutWhatSucceeded() throws Exception {
    open(1, NO_TIME, "one", "two");
    Sent one = next();
    assertThat(one.text()).isEqualTo("one");
    assertThat(route).isEmpty();
    one.with(GOOD);
    next("two").with(new Answer(null, false, 1));
    await().until(() -> spool.content().queue().count() == 0);
    assertThat(spool.content().totals()).isEqualTo(new Totals(2, 1, 1, 0, 0, 0, 0));
  }

  @Test
  void sendsNothingNewAfterItsLastMoment() throws Exception {
    open(1, NO_TIME, "one", "two");
    Sent one = next("one");
    assertThat(deliveries.goesOn()).isTrue();

    deliveries.sendUntil(System.nanoTime());
    one.with(GOOD);
    await().until(() -> spool.content().totals().delivered() == 1);

    assertThat(deliveries.goesOn()).isFalse();
    assertThat(route).isEmpty();
    deliveries.suspend(false);
    next("two").with(GOOD);
  }

  @Test
  void triesNothingAgainAtTheEnd() throws Exception {
    open(1, NO_TIME, "one", "two");
    Sent one = next("one");
    deliveries.sendUntil(System.nanoTime() + TimeUnit.HOURS.toNanos(1));
    assertThat(deliveries.goesOn()).isTrue();

    one.with(BAD);

    assertThat(deliveries.goesOn()).isFalse();
    assertThat(route).isEmpty();
  }

  @Test
  void sendsWhatComesLater() throws Exception {
    open(1, NO_TIME);
    spool.put(entry("one")).get();
    next("one").with(GOOD);
    spool.put(entry("two")).get();
    next("two").with(GOOD);
  }

  @Test
  void sendsAsManyAsMayBeUnderWayAndNoMore() throws Exception {
    open(2, NO_TIME, "one", "two", "tri");
    Sent one = next("one");
    Sent two = next("two");
    assertThat(route).isEmpty();
    two.with(GOOD);
    next("tri").with(GOOD);
    one.with(GOOD);
    await().until(() -> spool.content().totals().delivered() == 3);
  }

  @Test
  void sendsNothingNewerUntilThoseThatFailedAreDoneWith() throws Exception {
    open(3, NO_TIME, "one", "two", "tri", "for");
    Sent one = next("one");
    Sent two = next("two");
    Sent tri = next("tri");
    tri.with(BAD);
    one.with(BAD);
    two.with(GOOD);
    Sent again = next("one");
    assertThat(again.attempt().attempts()).isEqualTo(1);
    assertThat(route).as("one at a time").isEmpty();
    again.with(GOOD);
    next("tri").with(GOOD);
    next("for").with(GOOD);
  }

  @Test
  void triesTheHeadAgainAndTellsWhyItFailed() throws Exception {
    open(1, NO_TIME, "one", "two");
    next("one").with(BAD);
    assertThat(deliveries.failure()).isEqualTo("no");
    Sent again = next("one");
    again.with(GOOD);
    next("two").with(GOOD);
    assertThat(deliveries.failure()).isNull();
  }

  @Test
  void setsApartWhatIsHopelessAndGoesOn() throws Exception {
    open(1, NO_TIME, "one", "two");
    next("one").with(HOPELESS);
    next("two").with(GOOD);
    await().until(() -> spool.content().queue().count() == 0);
    assertThat(spool.content().totals()).isEqualTo(new Totals(2, 1, 0, 0, 1, 0, 0));
    assertThat(spool.retryOldest(5).get()).isEqualTo(1);
    next("one").with(GOOD);
  }

  @Test
  void setsApartWhatFailedTooOften() throws Exception {
    open(1, NO_TIME, "one", "two");
    next("one").with(BAD);
    next("one").with(BAD);
    next("one").with(BAD);
    next("two").with(GOOD);
    await().until(() -> spool.content().totals().quarantined() == 1);
  }

  @Test
  void suspendedItSendsNothingAndResumedItGoesOnAtOnce() throws Exception {
    open(1, NO_TIME, "one", "two");
    Sent one = next("one");
    deliveries.suspend(true);
    one.with(GOOD);
    await().until(() -> spool.content().totals().delivered() == 1);
    assertThat(route).isEmpty();
    deliveries.suspend(false);
    next("two").with(GOOD);
  }

  @Test
  void takesOutWhatSucceedsAfterTheEnd() throws Exception {
    open(1, NO_TIME, "one", "two");
    Sent one = next("one");
    deliveries.end();
    one.with(GOOD);
    await().until(() -> spool.content().totals().delivered() == 1);
    assertThat(route).isEmpty();
  }

  @Test
  void oneFollowsTheOtherAndSendsAgainWhatWasUnderWay() throws Exception {
    open(1, NO_TIME, "one", "two");
    next("one");
    Deliveries first = deliveries;
    start(1, NO_TIME);
    assertThat(route).isEmpty();
    first.end();
    next("one").with(GOOD);
    next("two").with(GOOD);
  }

  @Test
  void givesUpAMessageThatAnOperatorDropped() throws Exception {
    open(1, Duration.ofDays(1), "one", "two");
    next("one").with(BAD);
    try (SpoolFile file = SpoolFile.open(folder.resolve("s.spool"))) {
      long id = file.pending(0, 1).get(0).id();
      assertThat(file.drop(false, id)).isEqualTo(1);
    }
    next("two").with(GOOD);
    await().until(() -> spool.content().queue().count() == 0);
    assertThat(spool.content().totals()).isEqualTo(new Totals(2, 1, 0, 1, 0, 0, 0));
  }

  @Test
  void deliversWhatAnOperatorPutBack() throws Exception {
    open(1, NO_TIME, "one");
    next("one").with(HOPELESS);
    await().until(() -> spool.content().totals().quarantined() == 1);
    try (SpoolFile file = SpoolFile.open(folder.resolve("s.spool"))) {
      assertThat(file.retryAll()).isEqualTo(1);
    }
    next("one").with(GOOD);
    await().until(() -> spool.content().queue().count() == 0);
    assertThat(spool.content().totals()).isEqualTo(new Totals(1, 1, 0, 0, 0, 0, 0));
  }

  private void open(int maxInFlight, Duration pause, String... texts) throws Exception {
    Path file = folder.resolve("s.spool");
    SpoolSettings settings =
        new SpoolSettings(file, 1 << 20, OverflowPolicy.REFUSE, Duration.ofMinutes(1));
    spool = new Spool(settings, SqliteKeeper.open(file, Clock.systemUTC()), Clock.systemUTC());
    for (String text : texts) {
      spool.put(entry(text)).get();
    }
    start(maxInFlight, pause);
  }

  private void start(int maxInFlight, Duration pause) {
    Redelivery redelivery = new Redelivery(pause, 1, pause, 0, 3);
    deliveries =
        new Deliveries(
            spool,
            new Deliveries.Rules(maxInFlight, redelivery, -1),
            (attempt, answered) -> route.add(new Sent(attempt, answered)));
    Thread thread = new Thread(deliveries);
    thread.setDaemon(true);
    thread.start();
  }

  private Sent next(String text) throws InterruptedException {
    Sent sent = next();
    assertThat(sent.text()).isEqualTo(text);
    return sent;
  }

  private Sent next() throws InterruptedException {
    Sent sent = route.poll(30, TimeUnit.SECONDS);
    assertThat(sent).as("something is sent").isNotNull();
    return sent;
  }
}

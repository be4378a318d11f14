package org.camelometer.poll;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.camelometer.poll.Fakes.CountingDiscovery;
import org.camelometer.poll.Fakes.CountingPollster;
import org.camelometer.poll.Fakes.FakeClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class PaceTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration LATE = MINUTE.plusMillis(1500);

  private final Logger logger = (Logger) LoggerFactory.getLogger(Pace.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Pace pace = new Pace("s", MINUTE);

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void release() {
    logger.detachAppender(log);
  }

  @Test
  void countsCyclesAndThoseThatTookLongerThanTheInterval() {
    pace.ended(Duration.ofSeconds(3), true);
    pace.ended(LATE, true);
    pace.ended(MINUTE, true);
    assertThat(pace.cycles()).isEqualTo(3);
    assertThat(pace.overruns()).isEqualTo(1);
    assertThat(pace.last()).isEqualTo(MINUTE);
  }

  @Test
  void countsCyclesInWhichSomethingFailed() {
    pace.ended(MINUTE, true);
    pace.ended(MINUTE, false);
    assertThat(pace.cycles()).isEqualTo(2);
    assertThat(pace.incomplete()).isEqualTo(1);
  }

  @Test
  void saysOnceThatASourceDoesNotKeepUpAndOnceThatItDoesAgain() {
    pace.ended(MINUTE, true);
    pace.ended(LATE, true);
    pace.ended(LATE, true);
    pace.ended(MINUTE, true);
    pace.ended(MINUTE, true);
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .hasSize(2)
        .satisfies(
            lines -> {
              assertThat(lines.get(0))
                  .startsWith("Source 's' took 61.5 s for a cycle, and its interval is 60 s");
              assertThat(lines.get(1))
                  .isEqualTo("Source 's' keeps up with its interval of 60 s again.");
            });
  }

  @Test
  void isThatOfWholeCyclesAndNotOfSingleResourcesBetweenThem() {
    FakeClock clock = new FakeClock();
    Ticks ticks = new Ticks(clock, interval -> interval);
    CountingPollster cpu = new CountingPollster("cpu");
    PollingSource source = Fakes.source("s", List.of(cpu), List.of(), List.of());
    CycleDiscovery discovery =
        new CycleDiscovery(source, ticks, Fakes.catalog(new CountingDiscovery("x"), cpu));
    CyclePolling polling = new CyclePolling(source, new SetAside(clock), Sharing.EACH, 500);
    polling.poll(discovery.discover()).forEachRemaining(batch -> {});
    assertThat(polling.pace().cycles()).isEqualTo(1);
    Tick between = new Tick(Instant.EPOCH, Deadline.never(), new StaticResource("x"));
    polling.poll(discovery.changed(new Change("things", between))).forEachRemaining(batch -> {});
    assertThat(cpu.reads).containsExactly("x", "x");
    assertThat(polling.pace().cycles()).isEqualTo(1);
  }
}

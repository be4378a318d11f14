package org.camelometer.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.camelometer.poll.Fakes.CountingDiscovery;
import org.camelometer.poll.Fakes.CountingPollster;
import org.camelometer.poll.Fakes.FakeClock;
import org.camelometer.sample.Batch;
import org.junit.jupiter.api.Test;

/** Resources that a discovery tells between the ticks of timers. */
class ChangeTest {
  private static final StaticResource X = new StaticResource("x");

  private final FakeClock clock = new FakeClock();
  private final CountingPollster cpu = new CountingPollster("cpu");
  private final CountingPollster memory = new CountingPollster("memory");
  private final CountingDiscovery discovery = new CountingDiscovery("x", "y");
  private final SetAside setAside = new SetAside(clock);

  @Test
  void arePolledByThePollstersWhoseDiscoveryTellsThemAndNobodyAsksThat() {
    PollingSource source = Fakes.source("s", List.of(cpu, memory), List.of(), List.of());
    List<Batch> batches = poll(source, change("things", X));
    assertThat(batches).hasSize(2).last().isEqualTo(Batch.flush());
    assertThat(cpu.reads).containsExactly("x");
    assertThat(memory.reads).containsExactly("x");
    assertThat(discovery.asked).isEmpty();
  }

  @Test
  void areNoConcernOfPollstersWithAnotherDiscovery() {
    PollingSource source = Fakes.source("s", List.of(cpu), List.of(), List.of());
    assertThat(poll(source, change("networks", X))).as("not even a flush").isEmpty();
    assertThat(cpu.reads).isEmpty();
    assertThat(source.asks("networks")).isFalse();
    assertThat(source.asks("things")).isTrue();
  }

  @Test
  void arePolledByAllPollstersOfASourceThatNamesTheirDiscovery() {
    PollingSource source =
        Fakes.source("s", List.of(cpu), List.of(), List.of("networks://internal"));
    poll(source, change("networks", X));
    assertThat(cpu.reads).containsExactly("x");
    assertThat(poll(source, change("things", X))).isEmpty();
  }

  @Test
  void areNoConcernOfASourceWithStaticResourcesAlone() {
    PollingSource source = Fakes.source("s", List.of(cpu), List.of("x"), List.of());
    assertThat(source.asks("things")).isFalse();
    assertThat(poll(source, change("things", X))).isEmpty();
  }

  @Test
  void areSharedByAllSourcesOfOneChange() {
    Change change = change("things", X);
    poll(Fakes.source("one", List.of(cpu), List.of(), List.of()), change);
    poll(Fakes.source("two", List.of(cpu), List.of(), List.of()), change);
    assertThat(cpu.reads).containsExactly("x");
  }

  @Test
  void areLeftAloneWhileTheyAreSetAside() {
    cpu.unreadable.add(X);
    PollingSource source = Fakes.source("s", List.of(cpu), List.of(), List.of());
    poll(source, change("things", X));
    poll(source, change("things", X));
    assertThat(cpu.reads).containsExactly("x");
  }

  @Test
  void aTickForAllIsNoChange() {
    PollingSource source = Fakes.source("s", List.of(cpu), List.of(), List.of());
    assertThat(poll(source, new Change("things", new Tick(clock.instant())))).isEmpty();
  }

  @Test
  void aTickKnowsItsOnlyResourceAndItsDeadline() {
    Deadline soon = Deadline.in(Duration.ofSeconds(5));
    Tick one = new Tick(Instant.EPOCH, soon, X);
    assertThat(one.only()).contains(X);
    assertThat(one.deadline()).isSameAs(soon);
    assertThat(new Tick(Instant.EPOCH, soon).only()).isEmpty();
    assertThat(new Tick(Instant.EPOCH).deadline().isOver()).isFalse();
  }

  @Test
  void aTickThatTimersShareHasTheDeadlineOfItsInterval() {
    Ticks ticks = new Ticks(clock, interval -> Duration.ZERO);
    Tick tick = ticks.begin("s", Duration.ofSeconds(60), Duration.ZERO).orElseThrow();
    assertThat(tick.deadline().isOver()).isTrue();
  }

  private Change change(String name, StaticResource resource) {
    return new Change(name, new Tick(clock.instant(), Deadline.never(), resource));
  }

  private List<Batch> poll(PollingSource source, Change change) {
    CycleDiscovery cycles =
        new CycleDiscovery(
            source, new Ticks(clock, interval -> interval), Fakes.catalog(discovery, cpu, memory));
    List<Batch> batches = new ArrayList<>();
    new CyclePolling(source, setAside, Sharing.EACH, 500)
        .poll(cycles.changed(change))
        .forEachRemaining(batches::add);
    return batches;
  }
}

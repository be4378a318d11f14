package org.camelometer.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.camelometer.definition.MeterFilter;
import org.camelometer.poll.Fakes.CountingDiscovery;
import org.camelometer.poll.Fakes.CountingPollster;
import org.camelometer.poll.Fakes.FakeClock;
import org.camelometer.sample.Batch;
import org.camelometer.sample.Sample;
import org.junit.jupiter.api.Test;

/** Discovery and polling of whole cycles. */
class CycleTest {
  private final FakeClock clock = new FakeClock();
  private final Ticks ticks = started(new Ticks(clock, interval -> interval));
  private final SetAside setAside = new SetAside(clock);
  private Sharing sharing = Sharing.EACH;
  private final CountingPollster cpu = new CountingPollster("cpu");
  private final CountingPollster memory = new CountingPollster("memory");
  private final CountingDiscovery discovery = new CountingDiscovery("x", "y");
  private final PollsterCatalog catalog = Fakes.catalog(discovery, cpu, memory);

  @Test
  void pollsWhatTheDefaultDiscoveryFinds() {
    List<Batch> batches = cycle(source("s"), 500);
    assertThat(names(batches)).containsExactly("cpu x", "cpu y", "memory x", "memory y");
    assertThat(batches.get(0).isLast()).isFalse();
    assertThat(batches.get(1)).isEmpty();
    assertThat(batches.get(1).isLast()).isTrue();
    assertThat(discovery.asked).as("asked once a tick").containsExactly("null");
  }

  @Test
  void globsPassOverPollstersThatMustBeNamed() {
    memory.mustBeNamed = true;
    assertThat(catalog.selectedBy(new MeterFilter(List.of("*")))).containsExactly(cpu);
    assertThat(catalog.selectedBy(new MeterFilter(List.of("!x")))).containsExactly(cpu);
    assertThat(catalog.selectedBy(new MeterFilter(List.of("mem*")))).isEmpty();
    assertThat(catalog.selectedBy(new MeterFilter(List.of("memory", "c*"))))
        .containsExactly(cpu, memory);
  }

  @Test
  void staticResourcesComeBeforeDiscoveredOnesAndTakeTheDefaultsPlace() {
    PollingSource source =
        Fakes.source("s", List.of(cpu), List.of("z", "x"), List.of("things://p"));
    assertThat(names(cycle(source, 500))).containsExactly("cpu z", "cpu x", "cpu y");
    assertThat(discovery.asked).containsExactly("p");
  }

  @Test
  void cutsBatchesOfTheGivenSize() {
    List<Batch> batches = cycle(source("s"), 3);
    assertThat(batches.stream().map(List::size)).containsExactly(3, 1, 0);
    assertThat(cycle(source("t"), 1).stream().map(List::size)).containsExactly(1, 1, 1, 1, 0);
  }

  @Test
  void sourcesOfOneTickShareEachReading() {
    List<Sample> first = samples(cycle(source("one"), 500));
    PollingSource other = Fakes.source("two", List.of(cpu), List.of("y", "z"), List.of());
    List<Sample> second = samples(cycle(other, 500));
    assertThat(cpu.reads).containsExactly("x", "y", "z");
    Sample shared = first.stream().filter(s -> key(s).equals("cpu y")).findFirst().orElseThrow();
    assertThat(second.get(0)).isSameAs(shared);
  }

  @Test
  void whereTheFirstSourceGetsAReadingAloneNoSampleComesTwice() {
    sharing = Sharing.FIRST_ALONE;
    PollingSource other = Fakes.source("two", List.of(cpu), List.of("y", "z"), List.of());
    assertThat(names(cycle(source("one"), 500)))
        .containsExactly("cpu x", "cpu y", "memory x", "memory y");
    assertThat(names(cycle(other, 500))).containsExactly("cpu z");
    clock.pass(Duration.ofSeconds(60));
    assertThat(names(cycle(other, 500))).containsExactly("cpu y", "cpu z");
  }

  @Test
  void whoeverReadFirstAllSourcesSetAsideWhatCannotBeRead() {
    sharing = Sharing.FIRST_ALONE;
    cpu.unreadable.add(new StaticResource("x"));
    PollingSource other = Fakes.source("two", List.of(cpu), List.of(), List.of());
    for (int i = 0; i < 14; i++) {
      cycle(source("one"), 500);
      cycle(other, 500);
      clock.pass(Duration.ofSeconds(60));
    }
    assertThat(count("x")).as("at ticks 0, 2 and 6").isEqualTo(3);
  }

  @Test
  void samplesReadBeforeAFailureSurviveIt() {
    cpu.failure = new IOException("cable cut");
    assertThat(names(cycle(source("s"), 500)))
        .containsExactly("cpu x", "cpu y", "memory x", "memory y");
  }

  @Test
  void aDiscoveryThatFailsLeavesTheCycleEmptyAndWorksLater() {
    discovery.failure = new IOException("no socket");
    assertThat(names(cycle(source("s"), 500))).isEmpty();
    assertThat(discovery.asked).as("a failure is an answer too").hasSize(1);
    discovery.failure = null;
    clock.pass(Duration.ofSeconds(60));
    assertThat(names(cycle(source("s"), 500))).hasSize(4);
  }

  @Test
  void unreadableResourcesAreSetAsideForAGrowingPauseAndEverybodyElseGoesOn() {
    cpu.unreadable.add(new StaticResource("x"));
    PollingSource source = source("s");
    List<Integer> readsOfX = new ArrayList<>();
    for (int minute = 0; minute < 10; minute++) {
      int before = count("x");
      assertThat(names(cycle(source, 500))).containsExactly("cpu y", "memory x", "memory y");
      readsOfX.add(count("x") - before);
      clock.pass(Duration.ofSeconds(60));
    }
    assertThat(readsOfX).containsExactly(1, 0, 1, 0, 0, 0, 1, 0, 0, 0);
    assertThat(setAside.entries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.resource()).isEqualTo("x");
              assertThat(entry.pollster()).isEqualTo("cpu");
              assertThat(entry.reason()).isEqualTo("it is locked");
              assertThat(entry.pause()).isEqualTo(Duration.ofMinutes(8));
            });
  }

  @Test
  void aResourceThatCanBeReadAgainIsTakenBack() {
    cpu.unreadable.add(new StaticResource("x"));
    cycle(source("s"), 500);
    cpu.unreadable.clear();
    clock.pass(Duration.ofMinutes(2));
    assertThat(names(cycle(source("s"), 500))).contains("cpu x");
    assertThat(setAside.entries()).isEmpty();
  }

  @Test
  void clearingTakesEverythingBack() {
    cpu.unreadable.add(new StaticResource("x"));
    cycle(source("s"), 500);
    setAside.clear();
    clock.pass(Duration.ofMinutes(1));
    cycle(source("s"), 500);
    assertThat(count("x")).isEqualTo(2);
  }

  @Test
  void everySourceThatWantsAnUnreadableResourceSetsItAside() {
    cpu.unreadable.add(new StaticResource("x"));
    cycle(source("one"), 500);
    cycle(source("two"), 500);
    assertThat(count("x")).as("read once a tick").isEqualTo(1);
    assertThat(setAside.entries().stream().map(SetAside.Entry::source))
        .containsExactly("one", "two");
  }

  @Test
  void aTickThatTheSourceHadAlreadyGivesNothingNotEvenAFlush() {
    cycle(source("s"), 500);
    assertThat(cycle(source("s"), 500)).isEmpty();
  }

  @Test
  void aMissingClassOfAPollsterMovesNobodyElse() {
    cpu.failure = new NoClassDefFoundError("org/example/Gone");
    assertThat(names(cycle(source("s"), 500))).contains("memory x", "memory y");
    clock.pass(Duration.ofSeconds(60));
    assertThat(names(cycle(source("s"), 500))).contains("memory x", "memory y");
  }

  @Test
  void aPollThatTakesTimeDoesNotLengthenThePause() {
    cpu.unreadable.add(new StaticResource("x"));
    cpu.whilePolling = () -> clock.pass(Duration.ofMillis(30));
    for (int minute = 0; minute < 7; minute++) {
      cycle(source("s"), 500);
      clock.pass(Duration.ofSeconds(60).minusMillis(cpu.reads.isEmpty() ? 0 : 30));
    }
    assertThat(count("x")).as("at the minutes 0, 2 and 6").isEqualTo(3);
  }

  private static Ticks started(Ticks ticks) {
    ticks.start();
    return ticks;
  }

  private PollingSource source(String name) {
    return Fakes.source(name, List.of(cpu, memory), List.of(), List.of());
  }

  private List<Batch> cycle(PollingSource source, int batchSize) {
    Cycle cycle = new CycleDiscovery(source, ticks, catalog).discover();
    List<Batch> batches = new ArrayList<>();
    new CyclePolling(source, setAside, sharing, batchSize)
        .poll(cycle)
        .forEachRemaining(batches::add);
    return batches;
  }

  private int count(String resource) {
    return (int) cpu.reads.stream().filter(resource::equals).count();
  }

  private static List<Sample> samples(List<Batch> batches) {
    return batches.stream().flatMap(List::stream).toList();
  }

  private static List<String> names(List<Batch> batches) {
    return samples(batches).stream().map(CycleTest::key).toList();
  }

  private static String key(Sample sample) {
    return sample.name() + " " + sample.resourceId();
  }
}

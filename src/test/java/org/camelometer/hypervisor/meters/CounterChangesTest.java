package org.camelometer.hypervisor.meters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camelometer.hypervisor.Guest;
import org.camelometer.hypervisor.GuestState;
import org.camelometer.poll.Tick;
import org.camelometer.sample.Sample;
import org.junit.jupiter.api.Test;

/** Meters that are changes since the reading before. */
class CounterChangesTest {
  private static final long SECOND = 1_000_000_000;

  private final Cycles cycles = new Cycles();

  @Test
  void cpuUtilIsThePartOfItsVirtualCpusThatAGuestUsed() throws Exception {
    assertThat(cycles.read("a", Figured.at(100).cpus(Map.of(0, 0L, 1, 0L))).volumes("cpu_util"))
        .isEmpty();
    cycles.read("a", Figured.at(110).cpus(Map.of(0, 5 * SECOND, 1, 2 * SECOND)));
    Sample sample = cycles.poll("cpu_util").get(0);
    assertThat(sample.volume()).isEqualTo(35.0);
    assertThat(sample.unit()).isEqualTo("%");
    assertThat(sample.resourceId()).isEqualTo("a");
    assertThat(sample.monotonicTime()).isEqualTo(110);
    assertThat(sample.resourceMetadata()).containsEntry("cpu_number", 2L);
  }

  @Test
  void cpuUtilIsNeverAboveAHundred() throws Exception {
    cycles.read("a", Figured.at(100).cpus(Map.of(0, 0L))).poll("cpu_util");
    cycles.read("a", Figured.at(101).cpus(Map.of(0, 3 * SECOND)));
    assertThat(cycles.volumes("cpu_util")).containsExactly(Map.entry("a", "100.0"));
  }

  @Test
  void cpuDeltaIsInNanoseconds() throws Exception {
    cycles.read("a", Figured.at(100).cpus(Map.of(0, 7L))).poll("cpu.delta");
    cycles.read("a", Figured.at(110).cpus(Map.of(0, 12L)));
    assertThat(cycles.volumes("cpu.delta")).containsExactly(Map.entry("a", "5"));
    cycles.read("a", Figured.at(120).cpus(Map.of(0, 12L)));
    assertThat(cycles.volumes("cpu.delta")).containsExactly(Map.entry("a", "0"));
  }

  @Test
  void aVirtualCpuThatWasPluggedInCountsFromZero() throws Exception {
    cycles.read("a", Figured.at(100).cpus(Map.of(0, 50 * SECOND))).poll("cpu_util");
    cycles.read("a", Figured.at(110).cpus(Map.of(0, 55 * SECOND, 1, SECOND)));
    assertThat(cycles.volumes("cpu_util")).containsExactly(Map.entry("a", "30.0"));
  }

  @Test
  void aVirtualCpuThatWasPulledOutTakesNothingFromTheOthers() throws Exception {
    cycles.read("a", Figured.at(100).cpus(Map.of(0, 50 * SECOND, 1, 90 * SECOND))).poll("cpu_util");
    cycles.read("a", Figured.at(110).cpus(Map.of(0, 55 * SECOND)));
    assertThat(cycles.volumes("cpu_util")).containsExactly(Map.entry("a", "50.0"));
  }

  @Test
  void virtualCpusThatAreNotToldApartAreTakenTogether() throws Exception {
    cycles.read("a", Figured.at(100).cpu(0, 2L)).poll("cpu_util");
    cycles.read("a", Figured.at(110).cpu(4 * SECOND, 2L));
    assertThat(cycles.volumes("cpu_util")).containsExactly(Map.entry("a", "20.0"));
  }

  @Test
  void twoWaysToCountTimeAreNotCompared() throws Exception {
    cycles.read("a", Figured.at(100).cpu(1, 1L)).poll("cpu.delta");
    cycles.read("a", Figured.at(110).cpus(Map.of(0, 9 * SECOND)));
    assertThat(cycles.volumes("cpu.delta")).isEmpty();
    cycles.read("a", Figured.at(120).cpu(10 * SECOND, 1L));
    assertThat(cycles.volumes("cpu.delta")).isEmpty();
  }

  @Test
  void theDefinitionTellsTheVirtualCpusOfAGuestThatDoesNotAnswer() throws Exception {
    cycles.read("a", Figured.at(100).cpu(0, null).ofProcess()).poll("cpu_util");
    cycles.read("a", Figured.at(110).cpu(4 * SECOND, null).ofProcess());
    Sample sample = cycles.poll("cpu_util").get(0);
    assertThat(sample.volume()).isEqualTo(20.0);
    assertThat(sample.resourceMetadata()).containsEntry("cpu_number", 2L);
  }

  @Test
  void aCounterThatFellGivesNothingOnceAndThenGoesOn() throws Exception {
    cycles.read("a", Figured.at(100).vnics(Map.of("tap1", 50L))).poll();
    cycles.read("a", Figured.at(110).vnics(Map.of("tap1", 20L)));
    assertThat(cycles.poll())
        .extracting(Sample::name)
        .contains("network.incoming.bytes")
        .noneMatch(name -> name.endsWith(".rate") || name.endsWith(".delta"));
    cycles.read("a", Figured.at(120).vnics(Map.of("tap1", 25L)));
    assertThat(cycles.volumes("network.incoming.bytes.rate").values()).containsExactly("0.5");
  }

  @Test
  void anotherRunOfAGuestBeginsAnewThoughItsCountersGrew() throws Exception {
    cycles.read("a", Figured.at(100).run(1).cpus(Map.of(0, 1L))).poll("cpu_util", "cpu.delta");
    cycles.read("a", Figured.at(110).run(2).cpus(Map.of(0, 5L)));
    assertThat(cycles.poll("cpu_util", "cpu.delta")).isEmpty();
    cycles.read("a", Figured.at(120).run(2).cpus(Map.of(0, 6L)));
    assertThat(cycles.volumes("cpu.delta")).containsExactly(Map.entry("a", "1"));
  }

  @Test
  void whatTwoWitnessesTellIsNotCompared() throws Exception {
    cycles.read("a", Figured.at(100).cpu(1, 1L)).poll("cpu.delta");
    cycles.read("a", Figured.at(110).cpu(5, 1L).ofProcess());
    assertThat(cycles.volumes("cpu.delta")).isEmpty();
    cycles.read("a", Figured.at(120).cpu(7, 1L).ofProcess());
    assertThat(cycles.volumes("cpu.delta")).containsExactly(Map.entry("a", "2"));
    cycles.read("a", Figured.at(130).cpu(9, 1L));
    assertThat(cycles.volumes("cpu.delta")).isEmpty();
  }

  @Test
  void noTimeBetweenTwoReadingsGivesNothing() throws Exception {
    cycles.read("a", Figured.at(100).cpus(Map.of(0, 1L))).poll("cpu_util", "cpu.delta");
    cycles.read("a", Figured.at(100).cpus(Map.of(0, 5L)));
    assertThat(cycles.poll("cpu_util", "cpu.delta")).isEmpty();
  }

  @Test
  void aReadingThatWasOvertakenGivesNothingAndChangesNothing() throws Exception {
    cycles.read("a", Figured.at(120).cpus(Map.of(0, 20L))).poll("cpu.delta");
    cycles.read("a", Figured.at(110).cpus(Map.of(0, 10L)));
    assertThat(cycles.volumes("cpu.delta")).isEmpty();
    cycles.read("a", Figured.at(130).cpus(Map.of(0, 25L)));
    assertThat(cycles.volumes("cpu.delta")).containsExactly(Map.entry("a", "5"));
  }

  @Test
  void guestsAreNotMixedUpThoughTheirDevicesHaveOneName() throws Exception {
    cycles.read("a", Figured.at(100).vnics(Map.of("tap1", 10L)));
    cycles.read("b", Figured.at(101).vnics(Map.of("tap1", 1000L)));
    assertThat(cycles.volumes("network.incoming.bytes.delta")).isEmpty();
    cycles.read("a", Figured.at(110).vnics(Map.of("tap1", 11L)));
    cycles.read("b", Figured.at(112).vnics(Map.of("tap1", 1002L)));
    assertThat(cycles.volumes("network.incoming.bytes.delta"))
        .containsExactly(Map.entry("instance-a-a-tap1", "1"), Map.entry("instance-b-b-tap1", "2"));
  }

  @Test
  void interfacesAreNotMixedUpThoughTheirResourceIsOneFilter() throws Exception {
    Guest one = Cycles.guest("a", GuestState.RUNNING);
    Guest two = Cycles.guest("b", GuestState.RUNNING);
    cycles.with(one).with(two);
    for (int tick = 0; tick < 2; tick++) {
      long grown = tick;
      cycles.read("a", Figured.at(100 + tick).vnics(Map.of("tap2", 10 + grown)));
      cycles.read("b", Figured.at(100 + tick).vnics(Map.of("tap2", 500 + 7 * grown)));
      List<Sample> samples = cycles.poll("network.outgoing.bytes.delta");
      assertThat(samples).hasSize(2 * tick);
      if (tick == 1) {
        assertThat(samples).extracting(Sample::resourceId).containsOnly("no-spoofing");
        assertThat(samples).extracting(Sample::volume).containsExactly(1L, 7L);
      }
    }
  }

  @Test
  void ratesAreOfEachDiskAndOfAllTogether() throws Exception {
    cycles.read("a", Figured.at(100).disks(Map.of("vda", 100L))).poll();
    cycles.read("a", Figured.at(104).disks(Map.of("vda", 300L)));
    List<Sample> samples = cycles.poll();
    for (String what : List.of("read.bytes", "read.requests", "write.bytes", "write.requests")) {
      String unit = what.endsWith("bytes") ? "B/s" : "request/s";
      assertThat(Polls.named(samples, "disk.device." + what + ".rate"))
          .extracting(s -> s.resourceId() + " " + s.volume() + " " + s.unit() + " " + s.type())
          .containsExactly("a-vda 50.0 " + unit + " gauge");
      assertThat(Polls.named(samples, "disk." + what + ".rate"))
          .extracting(s -> s.resourceId() + " " + s.volume() + " " + s.unit() + " " + s.type())
          .containsExactly("a 50.0 " + unit + " gauge");
    }
  }

  @Test
  void aDiskThatWasPluggedInAddsNothingToTheSumBeforeItsSecondReading() {
    Counter before = new Counter(Map.of("vda", 10L), false);
    Counter plugged = new Counter(Map.of("vda", 15L, "vdb", 1000L), false);
    assertThat(plugged.since(before)).isEqualTo(5);
    assertThat(new Counter(Map.of("vda", 16L, "vdb", 1002L), false).since(plugged)).isEqualTo(3);
    assertThat(before.since(new Counter(Map.of("vdb", 1L), false))).as("no disk in both").isNull();
    assertThat(new Counter(Map.of("vda", 16L, "vdb", 1L), false).since(plugged))
        .as("one was reset")
        .isNull();
  }

  @Test
  void aGuestThatIsNotReadAnyMoreIsForgotten() throws Exception {
    CounterChanges<Observation> changes =
        new CounterChanges<>(
            seen -> Counter.of(seen.figures().cpu().time()), (change, s, seen) -> change);
    Tick tick = cycles.tick();
    Guest a = Cycles.guest("a", GuestState.RUNNING);
    Observation seen = new Observation(a, Figured.at(1).cpu(1, 1L).reading(), 1.0);
    changes.of(seen, List.of(Part.whole(seen, Map.of())));
    changes.keep(Set.of("a", "b"), tick.time());
    assertThat(changes.size()).isEqualTo(1);
    changes.keep(Set.of("b"), tick.time().minusSeconds(1));
    assertThat(changes.size()).as("an overtaken tick forgets nobody").isEqualTo(1);
    changes.keep(Set.of("b"), tick.time());
    assertThat(changes.size()).isZero();
  }

  @Test
  void aGuestThatWasLostForATickBeginsAnew() throws Exception {
    cycles.read("a", Figured.at(100).cpus(Map.of(0, 1L))).poll("cpu.delta");
    cycles.lose("a").poll("cpu.delta");
    cycles.read("a", Figured.at(120).cpus(Map.of(0, 5L)));
    assertThat(cycles.volumes("cpu.delta")).isEmpty();
  }

  @Test
  void guestsOfOneTickMayBePolledOneByOne() throws Exception {
    for (int second = 0; second < 2; second++) {
      cycles.read("a", Figured.at(100 + second).cpus(Map.of(0, 10L + second)));
      cycles.read("b", Figured.at(100 + second).cpus(Map.of(0, 20L + 2L * second)));
      Tick tick = cycles.tick();
      for (Guest guest : cycles.guests()) {
        List<Sample> samples = cycles.poll(tick, List.of(guest), "cpu.delta");
        assertThat(samples).hasSize(second);
      }
    }
  }
}

package org.camelometer.hypervisor.meters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.camelometer.hypervisor.GuestState;
import org.camelometer.sample.Sample;
import org.junit.jupiter.api.Test;

class StoppedGuestsTest {
  private static final List<String> OF_THE_DEFINITION =
      List.of(
          "instance 1 a",
          "power.state 5 a",
          "disk.root.size 20 a",
          "disk.ephemeral.size 5 a",
          "vcpus 2 a",
          "memory 2048.0 a");

  private final Cycles cycles = new Cycles();

  @Test
  void haveWhatTheirDefinitionTellsWhereNothingIsRead() throws Exception {
    cycles.with(Cycles.guest("a", GuestState.SHUTOFF));
    List<Sample> samples = cycles.poll();
    assertThat(lines(samples)).containsExactlyElementsOf(OF_THE_DEFINITION);
    assertThat(samples)
        .extracting(Sample::monotonicTime)
        .as("there was no reading")
        .containsOnlyNulls();
    assertThat(samples)
        .allSatisfy(s -> assertThat(s.resourceMetadata()).containsEntry("status", "stopped"));
  }

  @Test
  void haveTheSizesOfTheirDisksWhereThoseAreRead() throws Exception {
    cycles
        .with(Cycles.guest("a", GuestState.SHUTOFF))
        .read("a", Figured.at(100).shutOff().disks(Map.of("vda", 7L)));
    List<Sample> samples = cycles.poll();
    assertThat(lines(samples))
        .containsAll(OF_THE_DEFINITION)
        .hasSize(OF_THE_DEFINITION.size() + 6)
        .contains("disk.device.capacity 7 a-vda", "disk.device.allocation 7 a-vda")
        .contains("disk.device.usage 7 a-vda", "disk.usage 7 a");
    assertThat(samples).extracting(Sample::monotonicTime).containsOnly(100.0);
  }

  @Test
  void haveNoCountersWhateverTheReadingTells() throws Exception {
    for (int tick = 0; tick < 2; tick++) {
      cycles.read(
          "a",
          Figured.at(100 + tick)
              .cpus(Map.of(0, 1L))
              .disks(Map.of("vda", 7L))
              .vnics(Map.of("tap1", 1L))
              .files(2, 1)
              .shutOff());
      assertThat(cycles.poll())
          .extracting(Sample::name)
          .doesNotContain("cpu", "cpu.delta", "disk.read.bytes", "disk.device.read.latency")
          .noneMatch(name -> name.startsWith("network.") || name.startsWith("disks."));
    }
  }

  @Test
  void beginAnewWhenTheyAreStarted() throws Exception {
    cycles.read("a", Figured.at(100).run(3).cpus(Map.of(0, 5L))).poll("cpu.delta");
    cycles.read("a", Figured.at(110).shutOff()).poll("cpu.delta");
    cycles.read("a", Figured.at(120).run(4).cpus(Map.of(0, 9L)));
    assertThat(cycles.volumes("cpu.delta")).isEmpty();
  }

  @Test
  void aRunningGuestThatWasNotReadGivesNothing() throws Exception {
    cycles.with(Cycles.guest("a", GuestState.RUNNING));
    assertThat(cycles.poll()).isEmpty();
  }

  private static List<String> lines(List<Sample> samples) {
    return samples.stream()
        .map(s -> "%s %s %s".formatted(s.name(), s.volume(), s.resourceId()))
        .toList();
  }
}

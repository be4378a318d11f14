package org.camelometer.hypervisor.meters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camelometer.hypervisor.GuestReading.Memory;
import org.camelometer.hypervisor.GuestReading.Performance;
import org.camelometer.hypervisor.libvirt.Domains;
import org.camelometer.hypervisor.libvirt.FakeInspector;
import org.camelometer.poll.AgentContext;
import org.camelometer.poll.PollsterProvider.Provision;
import org.camelometer.poll.Tick;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Meters of a guest as a whole. */
class GuestMetersTest {
  private final FakeInspector inspector = new FakeInspector();

  @Test
  void areAllThatAGuestGivesInCeilometersUnits() throws Exception {
    assertThat(lines(AgentContext.Units.LEGACY))
        .containsExactly(
            "instance gauge instance 1",
            "power.state gauge  1",
            "disk.root.size gauge GB 20",
            "disk.ephemeral.size gauge GB 5",
            "cpu cumulative ns 330",
            "vcpus gauge vcpu 2",
            "memory gauge MB 2048.0",
            "memory.resident gauge MB 42.48046875",
            "memory.available gauge MB 1953.125",
            "memory.usage gauge MB 976.5625",
            "memory.util gauge % 50.0",
            "memory.swap.in cumulative MB 1.0",
            "memory.swap.out cumulative MB 1.5",
            "cpu_l3_cache gauge B 1",
            "memory.bandwidth.total gauge B/s 2",
            "memory.bandwidth.local gauge B/s 3",
            "perf.cpu.cycles gauge  4",
            "perf.instructions gauge  5",
            "perf.cache.references gauge  6",
            "perf.cache.misses gauge  7");
  }

  @Test
  void areInUnitsOfTwoToThePowerOfTenWhereThatIsWanted() throws Exception {
    assertThat(lines(AgentContext.Units.IEC))
        .contains("memory gauge MiB 2048.0", "memory.usage gauge MiB 976.5625")
        .contains("disk.root.size gauge GiB 20", "memory.swap.in cumulative MiB 1.0")
        .noneMatch(line -> line.contains(" MB ") || line.contains(" GB "));
  }

  private List<String> lines(AgentContext.Units units) throws Exception {
    Map<String, Object> figures = new HashMap<>(Domains.figures());
    figures.put("balloon.swap_in", 1024L);
    figures.put("balloon.swap_out", 1536L);
    long number = 1;
    for (String event :
        List.of(
            "cmt",
            "mbmt",
            "mbml",
            "cpu_cycles",
            "instructions",
            "cache_references",
            "cache_misses")) {
      figures.put("perf." + event, number++);
    }
    inspector.run(Domains.xml(Domains.nova()), figures);
    Provision provision = ComputeProvider.provision(Polls.agent(units, Map.of()), inspector);
    Tick tick = new Tick(Polls.NOW);
    return Polls.poll(provision, tick, Polls.discover(provision, tick)).stream()
        .filter(sample -> Domains.ID.equals(sample.resourceId()))
        .filter(sample -> !sample.resourceMetadata().containsKey("device"))
        .map(s -> "%s %s %s %s".formatted(s.name(), s.type(), s.unit(), s.volume()))
        .toList();
  }

  @Test
  void memoryUtilIsNeverOutsideOfZeroToAHundred() throws Exception {
    assertThat(memory(memory(1000L, 250L))).containsEntry("memory.util", 75.0);
    assertThat(memory(memory(1000L, 1500L))).containsEntry("memory.util", 0.0);
    assertThat(memory(memory(0L, 0L))).doesNotContainKey("memory.util");
    assertThat(memory(memory(1000L, null))).containsOnlyKeys("memory.available");
    assertThat(memory(memory(null, 5L))).isEmpty();
  }

  @Test
  void swapIsToldInBothDirectionsOrNotAtAll() throws Exception {
    assertThat(memory(new Memory(null, null, null, null, null, 1024L, null))).isEmpty();
    assertThat(memory(new Memory(null, null, null, null, null, null, 1024L))).isEmpty();
    assertThat(memory(new Memory(null, null, null, null, null, 0L, 1024L)))
        .containsOnly(Map.entry("memory.swap.in", 0.0), Map.entry("memory.swap.out", 1.0));
  }

  private static Memory memory(@Nullable Long available, @Nullable Long usable) {
    return new Memory(null, available, usable, null, null, null, null);
  }

  private static Map<String, Object> memory(Memory memory) throws Exception {
    Map<String, Object> volumes = new HashMap<>();
    for (Sample sample : new Cycles().read("a", Figured.at(1).memory(memory)).poll()) {
      if (sample.name().startsWith("memory")) {
        volumes.put(sample.name(), sample.volume());
      }
    }
    return volumes;
  }

  @Test
  void fileSystemsAreToldByAnAgentAlone() throws Exception {
    Cycles cycles = new Cycles();
    cycles.read("a", Figured.at(1).files(400, 100)).read("b", Figured.at(1).files(0, 0));
    cycles.read("c", Figured.at(1));
    assertThat(cycles.volumes("disks.total")).isEqualTo(Map.of("a", "400", "b", "0"));
    assertThat(cycles.volumes("disks.used")).isEqualTo(Map.of("a", "100", "b", "0"));
    assertThat(cycles.volumes("disks.util")).isEqualTo(Map.of("a", "25.0"));
  }

  @Test
  void eventsThatAreNotTurnedOnAreLeftOut() throws Exception {
    Performance one = new Performance(null, null, null, 4L, null, null, null);
    assertThat(new Cycles().read("a", Figured.at(1).performance(one)).poll())
        .extracting(Sample::name)
        .contains("perf.cpu.cycles")
        .doesNotContain("perf.instructions", "cpu_l3_cache", "memory.bandwidth.total");
  }

  @Test
  void sizesOfAFlavorNeedAFlavor() throws Exception {
    inspector.run(Domains.xml(""), Map.of());
    assertThat(Polls.poll(inspector))
        .extracting(Sample::name)
        .containsExactly("instance", "power.state");
  }
}

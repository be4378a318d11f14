package org.camelometer.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.camelometer.hypervisor.GuestReading.FileSystems;
import org.camelometer.hypervisor.HypervisorException;
import org.camelometer.hypervisor.libvirt.GuestAgents.Told;
import org.camelometer.poll.Deadline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuestAgentsTest {
  /** The only guest of libvirt's test driver. */
  private static final String TEST = "6695eb01-f6a4-8304-79aa-97f2502e193f";

  private static final Map<String, Object> FIGURES =
      Map.of("fs.count", 1, "fs.0.total-bytes", 10L, "fs.0.used-bytes", 4L);

  private final LogLines log = new LogLines(GuestAgents.class);
  private final LogLines silences = new LogLines(SilentAgents.class);
  private final Set<String> stuck = ConcurrentHashMap.newKeySet();
  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void release() {
    end.countDown();
    log.close();
    silences.close();
  }

  @Test
  void saysOnceThatLibvirtAllowsNoWritingConnection() {
    // A connection that looks only is refused like one through libvirt's read-only socket.
    try (GuestAgents agents = new GuestAgents(TestDriver::worker, Clock.systemUTC(), id -> false)) {
      for (int i = 0; i < 3; i++) {
        assertThat(agents.read(Map.of(TEST, "test"), Deadline.never())).isEmpty();
      }
    }
    assertThat(log.lines())
        .singleElement()
        .asString()
        .startsWith("WARN libvirt at test:///default doesn't allow connections that write")
        .contains("disks.*", "read-write socket");
    assertThat(silences.lines()).isEmpty();
  }

  @Test
  void asksNoFurtherAgentWhereNoneMayBeAsked() {
    Map<String, Integer> asked = new TreeMap<>();
    try (GuestAgents agents =
        agents(
            id -> {
              asked.merge(id, 1, Integer::sum);
              return new Told(asked.size() > 1, FIGURES);
            })) {
      assertThat(agents.read(new TreeMap<>(Map.of("1", "one", "2", "two")), Deadline.never()))
          .isEmpty();
      assertThat(asked).containsOnlyKeys("1");
      asked.put("0", 1);
      assertThat(agents.read(Map.of("1", "one"), Deadline.never())).containsOnlyKeys("1");
    }
    assertThat(log.lines())
        .hasSize(2)
        .last()
        .isEqualTo("INFO libvirt at test:///default lets agents in guests be asked again");
  }

  @Test
  void readsTheOthersBesideAnAgentThatHangs() {
    try (GuestAgents agents = agents(id -> id.equals("1") ? hang() : new Told(true, FIGURES))) {
      Map<String, String> guests = new TreeMap<>(Map.of("1", "one", "2", "two"));
      assertThat(agents.read(guests, Deadline.in(Duration.ofMinutes(1))))
          .isEqualTo(Map.of("2", new FileSystems(10, 4)));
    }
    assertThat(silences.lines())
        .singleElement()
        .asString()
        .startsWith("WARN the agent in guest one (1) doesn't answer;");
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void blamesNoAgentWhoseGuestDoesNotAnswer() {
    stuck.add("1");
    try (GuestAgents agents =
        agents(
            id -> {
              stuck.add("2");
              return hang();
            })) {
      Map<String, String> guests = new TreeMap<>(Map.of("1", "one", "2", "two"));
      assertThat(agents.read(guests, Deadline.in(Duration.ofMinutes(1)))).isEmpty();
    }
    assertThat(stuck).contains("2");
    assertThat(silences.lines()).isEmpty();
  }

  private interface Agent {
    Told tell(String id) throws HypervisorException;
  }

  private GuestAgents agents(Agent agent) {
    return new GuestAgents(
        TestDriver::worker, Clock.systemUTC(), stuck::contains, (connect, id) -> agent.tell(id));
  }

  private Told hang() throws HypervisorException {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new HypervisorException("the agent told nothing");
  }
}

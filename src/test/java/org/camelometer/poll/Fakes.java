package org.camelometer.poll;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.camelometer.definition.MeterFilter;
import org.camelometer.definition.Settings;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Resource;
import org.jspecify.annotations.Nullable;

/** What the tests of this room poll. */
final class Fakes {
  private Fakes() {}

  /** A clock that stands still until it is told to go on. */
  static final class FakeClock extends Clock {
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      throw new AssertionError("nobody needs another zone");
    }
  }

  /**
   * Reads the constant 1 from every resource, counting the calls, and fails where it is told to.
   */
  static final class CountingPollster implements Pollster {
    final List<String> reads = new ArrayList<>();
    final List<Resource> unreadable = new ArrayList<>();
    private final String name;
    Runnable whilePolling = () -> {};
    @Nullable Throwable failure;
    boolean mustBeNamed;

    CountingPollster(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public List<Meter> meters() {
      return List.of(new Meter(name, MeterType.GAUGE, "", "the constant 1"));
    }

    @Override
    public String defaultDiscovery() {
      return "things";
    }

    @Override
    public boolean mustBeNamed() {
      return mustBeNamed;
    }

    @Override
    public void poll(Tick tick, List<Resource> resources, Readings readings) throws Exception {
      whilePolling.run();
      for (Resource resource : resources) {
        reads.add(resource.id());
        if (!unreadable.contains(resource)) {
          readings.add(
              resource,
              meters()
                  .get(0)
                  .sample()
                  .resourceId(resource.id())
                  .volume(1)
                  .timestamp(tick.timestamp())
                  .build());
        }
      }
      List<Resource> failed = resources.stream().filter(unreadable::contains).toList();
      if (!failed.isEmpty()) {
        throw new UnreadableResourcesException(failed, "it is locked");
      }
      if (failure instanceof Error error) {
        throw error;
      }
      if (failure instanceof Exception exception) {
        throw exception;
      }
    }
  }

  /** A discovery of fixed things that counts how often it is asked. */
  static final class CountingDiscovery implements Discovery {
    final List<String> asked = new ArrayList<>();
    private final List<String> things;
    @Nullable Exception failure;

    CountingDiscovery(String... things) {
      this.things = List.of(things);
    }

    @Override
    public String name() {
      return "things";
    }

    @Override
    public List<? extends Resource> discover(Tick tick, @Nullable String parameter)
        throws Exception {
      asked.add(String.valueOf(parameter));
      if (failure != null) {
        throw failure;
      }
      return things.stream().map(StaticResource::new).toList();
    }
  }

  static PollsterCatalog catalog(Discovery discovery, Pollster... pollsters) {
    AgentContext agent =
        new AgentContext(
            "host",
            "openstack",
            AgentContext.Units.LEGACY,
            Settings.of(java.util.Map.of()),
            Clock.systemUTC());
    PollsterProvider provider =
        new PollsterProvider() {
          @Override
          public String namespace() {
            return "test";
          }

          @Override
          public Provision open(AgentContext context) {
            return new Provision(List.of(pollsters), List.of(discovery), () -> {});
          }
        };
    return PollsterCatalog.of(List.of(provider), java.util.Set.of("test"), agent);
  }

  static PollingSource source(
      String name, List<Pollster> pollsters, List<String> resources, List<String> discovery) {
    return new PollingSource(
        name,
        Duration.ofSeconds(60),
        Duration.ZERO,
        new MeterFilter(List.of("*")),
        pollsters,
        resources.stream().<Resource>map(StaticResource::new).toList(),
        discovery.stream().map(DiscoveryUrl::parse).toList());
  }
}

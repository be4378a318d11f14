package org.camelometer.keystone.wire;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The budget of calls to each service in a minute of the clock, and what was made of it. One for an
 * agent; for any number of threads.
 */
public final class Calls {
  /** A service that asks for more gets no more: nobody would look for the reason by then. */
  static final Duration LONGEST_REST = Duration.ofMinutes(5);

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  private final int perMinute;
  private final Clock clock;
  private final Map<String, Service> services = new ConcurrentHashMap<>();

  /** One with a budget for each service. */
  public Calls(int perMinute, Clock clock) {
    this.perMinute = perMinute;
    this.clock = clock;
  }

  /** What each service was asked, by its type. */
  public Map<String, Usage> usage() {
    Map<String, Usage> usage = new TreeMap<>();
    services.forEach((type, service) -> usage.put(type, service.usage()));
    return usage;
  }

  /** Takes one call out of the budget; says why there is none. */
  Optional<String> take(String type) {
    return service(type).take(clock.instant());
  }

  void failed(String type) {
    service(type).failed();
  }

  void retried(String type) {
    service(type).retried();
  }

  /** Leaves a service alone for as long as it asked, at most {@link #LONGEST_REST}. */
  void rest(String type, Duration time) {
    Duration rest = time.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : time;
    service(type).rest(clock.instant().plus(rest));
  }

  private Service service(String type) {
    return services.computeIfAbsent(type, t -> new Service());
  }

  private final class Service {
    private long minute = Long.MIN_VALUE;
    private int taken;
    private Instant restsUntil = Instant.MIN;
    private long calls;
    private long failures;
    private long retries;
    private long refusals;

    synchronized Optional<String> take(Instant now) {
      long current = Math.floorDiv(now.toEpochMilli(), MINUTE);
      if (current != minute) {
        minute = current;
        taken = 0;
      }
      if (now.isBefore(restsUntil)) {
        refusals++;
        return Optional.of("it asked to be left alone until " + restsUntil);
      }
      if (taken >= perMinute) {
        refusals++;
        return Optional.of(
            "the budget of %d calls in this minute is used up; raise %s if the service can bear it"
                .formatted(perMinute, RequestLimits.CALLS_PER_MINUTE));
      }
      taken++;
      calls++;
      return Optional.empty();
    }

    synchronized void failed() {
      failures++;
    }

    synchronized void retried() {
      retries++;
    }

    synchronized void rest(Instant until) {
      restsUntil = until;
    }

    synchronized Usage usage() {
      return new Usage(calls, failures, retries, refusals);
    }
  }
}

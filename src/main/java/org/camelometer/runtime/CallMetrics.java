package org.camelometer.runtime;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToLongFunction;
import org.camelometer.poll.PollsterCatalog;
import org.camelometer.poll.ServiceCalls;

/** What Prometheus is told of the calls to each OpenStack service. */
final class CallMetrics {
  private CallMetrics() {}

  /** Registers the services that were asked by now; those that are registered already stay so. */
  static void add(PollsterCatalog catalog, MeterRegistry registry) {
    for (ServiceCalls calls : catalog.calls()) {
      Counters counters = new Counters(catalog, calls.service(), registry);
      counters.add("calls", "Requests that were sent to a service", ServiceCalls::calls);
      counters.add("retries", "Requests that were sent once more", ServiceCalls::retries);
      counters.add("failures", "Requests that ended in vain", ServiceCalls::failures);
      counters.add(
          "refusals",
          "Requests that weren't sent: the minute's budget was used up, or the service wants rest",
          ServiceCalls::refusals);
    }
  }

  private record Counters(PollsterCatalog catalog, String service, MeterRegistry registry) {
    void add(String name, String description, ToLongFunction<ServiceCalls> number) {
      FunctionCounter.builder("camelometer.openstack." + name, catalog, c -> now(c, number))
          .description(description)
          .tag("service", service)
          .register(registry);
    }

    private double now(PollsterCatalog all, ToLongFunction<ServiceCalls> number) {
      return all.calls().stream()
          .filter(calls -> calls.service().equals(service))
          .mapToLong(number)
          .sum();
    }
  }
}

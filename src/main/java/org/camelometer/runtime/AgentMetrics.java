package org.camelometer.runtime;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import org.camelometer.poll.Discovery;
import org.camelometer.poll.Pace;
import org.camelometer.poll.PollingSource;
import org.camelometer.publish.Ledger;
import org.jspecify.annotations.Nullable;

/**
 * What an agent tells Prometheus of itself; made when it is first asked for. For any number of
 * threads.
 */
final class AgentMetrics {
  private final Assembly assembly;
  private final Map<Publisher, Ledger> ledgers;
  private @Nullable Exposed exposed;

  AgentMetrics(Assembly assembly, Map<Publisher, Ledger> ledgers) {
    this.assembly = assembly;
    this.ledgers = ledgers;
  }

  private record Exposed(PrometheusMeterRegistry registry, MultiGauge stuck) {}

  /** All of it in Prometheus's text form. */
  synchronized String text() {
    Exposed known = exposed == null ? expose() : exposed;
    exposed = known;
    List<Row<?>> rows =
        assembly.catalog().discoveries().values().stream()
            .map(Discovery::stuck)
            .flatMap(List::stream)
            .<Row<?>>map(guest -> Row.of(Tags.of("guest", guest.name()), 1))
            .toList();
    known.stuck().register(rows, true);
    CallMetrics.add(assembly.catalog(), known.registry());
    return known.registry().scrape();
  }

  private Exposed expose() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    for (PollingSource source : assembly.polled()) {
      add(source.name(), assembly.pollingOf(source).pace(), registry);
    }
    ledgers.forEach((publisher, ledger) -> LedgerMetrics.add(publisher.name(), ledger, registry));
    MultiGauge stuck =
        MultiGauge.builder("camelometer.guest.stuck")
            .description("1 for each guest that doesn't answer")
            .register(registry);
    return new Exposed(registry, stuck);
  }

  private static void add(String source, Pace pace, MeterRegistry registry) {
    FunctionCounter.builder("camelometer.source.cycles", pace, Pace::cycles)
        .description("Cycles of a source that came to their end")
        .tag("source", source)
        .register(registry);
    FunctionCounter.builder("camelometer.source.overruns", pace, Pace::overruns)
        .description("Cycles of a source that took longer than its interval")
        .tag("source", source)
        .register(registry);
    FunctionCounter.builder("camelometer.source.incomplete.cycles", pace, Pace::incomplete)
        .description("Cycles of a source in which a discovery or a pollster failed")
        .tag("source", source)
        .register(registry);
    Gauge.builder("camelometer.source.cycle.seconds", pace, p -> p.last().toNanos() / 1e9)
        .description("How long the latest cycle of a source took")
        .tag("source", source)
        .register(registry);
  }
}

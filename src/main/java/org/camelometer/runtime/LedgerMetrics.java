package org.camelometer.runtime;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.camelometer.publish.Ledger;
import org.camelometer.publish.SpoolLedger;

/** What Prometheus is told of a publisher's account, and of its spool where it has one. */
final class LedgerMetrics {
  private static final String PUBLISHER = "publisher";

  private LedgerMetrics() {}

  /** Registers the account of the publisher of this name. */
  static void add(String publisher, Ledger ledger, MeterRegistry registry) {
    FunctionCounter.builder("camelometer.publisher.accepted", ledger, Ledger::accepted)
        .description("Samples that a publisher was given")
        .tag(PUBLISHER, publisher)
        .register(registry);
    FunctionCounter.builder("camelometer.publisher.delivered", ledger, Ledger::delivered)
        .description("Samples that a publisher delivered")
        .tag(PUBLISHER, publisher)
        .register(registry);
    FunctionCounter.builder("camelometer.publisher.refused", ledger, Ledger::refused)
        .description("Samples that a publisher will not deliver; JMX shows them by reason")
        .tag(PUBLISHER, publisher)
        .register(registry);
    Gauge.builder("camelometer.publisher.pending", ledger, Ledger::pending)
        .description("Samples that a publisher accepted and has still to deliver")
        .tag(PUBLISHER, publisher)
        .register(registry);
    if (ledger instanceof SpoolLedger spooled) {
      addSpool(publisher, spooled, registry);
    }
  }

  private static void addSpool(String publisher, SpoolLedger ledger, MeterRegistry registry) {
    Gauge.builder("camelometer.spool.bytes", ledger, account -> account.spool().bytes())
        .description("Bytes that wait in the spool of a publisher")
        .tag(PUBLISHER, publisher)
        .register(registry);
    Gauge.builder("camelometer.spool.oldest.seconds", ledger, LedgerMetrics::age)
        .description("How long the oldest record has been waiting; 0 if none does")
        .tag(PUBLISHER, publisher)
        .register(registry);
  }

  private static double age(SpoolLedger ledger) {
    Instant oldest = ledger.spool().oldest();
    return oldest == null ? 0 : Duration.between(oldest, Instant.now()).toMillis() / 1e3;
  }
}

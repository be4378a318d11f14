package org.camelometer.runtime;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.main.Main;
import org.apache.camel.spi.InflightRepository;
import org.camelometer.poll.Discovery;
import org.camelometer.poll.PollingSource;
import org.camelometer.publish.Ledger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of an agent's routes, in a time that nobody else decides on. At first what is read comes
 * to its end, and publishers take what waits; then who takes longer is given up; and what doesn't
 * hear that either is left alone. For one thread, once.
 */
final class Ending {
  private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

  /** As long as a spool goes on delivering, and a moment for the batch that is under way then. */
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  /** Camel's own time limit ({@code RouteFiles}) lies between. */
  private static final Duration REST = Duration.ofSeconds(4);

  private final Main main;
  private final Assembly assembly;
  private final Collection<Ledger> ledgers;

  /** The end of what this Main runs. */
  Ending(Main main, Assembly assembly, Collection<Ledger> ledgers) {
    this.main = main;
    this.assembly = assembly;
    this.ledgers = ledgers;
  }

  /** Returns once everything has ended, or after ten seconds. */
  void run() {
    ExecutorService apart = Threads.forTheEnd();
    Future<?> stopped = apart.submit(this::stop);
    apart.shutdown();
    if (hasEnded(stopped, PATIENCE)) {
      return;
    }
    giveUp();
    if (!hasEnded(stopped, REST)) {
      LOG.warn(
          "Something doesn't hear that the agent ends, and is left alone: a publisher or a route"
              + " that waits for an answer without a time limit.");
    }
  }

  /** What publishers and pollsters hold is let go here too: that can wait for an answer as well. */
  private void stop() {
    try {
      main.stop();
    } finally {
      assembly.close();
    }
  }

  private void giveUp() {
    if (isReading()) {
      LOG.info("What is being read still takes its time: the agent waits no longer for it.");
    }
    assembly.catalog().discoveries().values().forEach(Discovery::giveUp);
    ledgers.forEach(Ledger::giveUp);
    assembly.publishers().abort();
  }

  /** A cycle that is in its own routes alone waits for a hypervisor, and not for a sink. */
  private boolean isReading() {
    InflightRepository underWay = main.getCamelContext().getInflightRepository();
    for (PollingSource source : assembly.polled()) {
      String name = source.name();
      int cycles = underWay.size(RouteNames.poll(name)) + underWay.size(RouteNames.change(name));
      if (cycles > underWay.size(RouteNames.source(name))) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasEnded(Future<?> stopped, Duration limit) {
    try {
      stopped.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      LOG.warn("The agent's routes did not end in order: {}", String.valueOf(e.getCause()));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

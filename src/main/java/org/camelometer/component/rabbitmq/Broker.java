package org.camelometer.component.rabbitmq;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One broker and the one connection to it, which is made at first use and made again for as long as
 * it takes once it is lost. For any number of threads.
 *
 * <p>Attempts run in a thread of their own, so that nobody else pays for a broker that does not
 * answer: who comes before the first attempt has ended waits for it, who comes while the broker is
 * known to be away is told so at once.
 */
final class Broker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Broker.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final int CLOSE_TIMEOUT_MILLIS = 2000;

  private final BrokerSettings settings;
  private final String name;
  private final ConnectionFactory factory;
  private final ScheduledExecutorService connector;
  private final Clock clock;
  private final Backoff backoff;
  private volatile @Nullable Socket socket;
  private volatile @Nullable String severed;

  // Guarded by this.
  private final Set<Runnable> watchers = new LinkedHashSet<>();
  private @Nullable Connection connection;
  private @Nullable Outage outage;
  private boolean wanted;
  private boolean blocked;
  private boolean closed;

  /**
   * Makes it without connecting.
   *
   * @param name shown by the broker in its list of connections
   * @param connector one thread for this broker alone; shut down by {@link #close}
   * @param deliveries threads in which consumers get their messages; null = nobody consumes
   */
  Broker(
      BrokerSettings settings,
      String name,
      ScheduledExecutorService connector,
      @Nullable ExecutorService deliveries,
      Clock clock) {
    this.settings = settings;
    this.name = name;
    this.connector = connector;
    this.clock = clock;
    this.backoff =
        new Backoff(
            settings.firstPause(), LONGEST_PAUSE, () -> ThreadLocalRandom.current().nextDouble());
    this.factory = settings.newFactory();
    if (deliveries != null) {
      factory.setSharedExecutor(deliveries);
    }
    factory.setSocketConfigurator(
        factory.getSocketConfigurator().andThen(made -> this.socket = made));
  }

  /** Where it is, for people. */
  String where() {
    return settings.where();
  }

  /**
   * The connection, ready to publish: waits for the first attempt, and while the broker asks
   * publishers to hold still.
   *
   * @throws BrokerAwayException if there is none, or not by then
   */
  synchronized Connection connection(Deadline deadline)
      throws BrokerAwayException, InterruptedException {
    want();
    while (!closed && outage == null && (connection == null || blocked) && !deadline.hasPassed()) {
      TimeUnit.NANOSECONDS.timedWait(this, deadline.left());
    }
    if (connection == null || blocked || closed) {
      throw new BrokerAwayException(away());
    }
    return connection;
  }

  private void want() {
    if (!wanted && !closed) {
      wanted = true;
      connector.execute(this::attempt);
    }
  }

  /** The connection if there is one at this moment. */
  synchronized @Nullable Connection current() {
    return connection == null || !connection.isOpen() ? null : connection;
  }

  /**
   * Connects, and calls back each time that there is a new connection; at once if there is one now.
   *
   * @param watcher must not block
   */
  synchronized void watch(Runnable watcher) {
    watchers.add(watcher);
    want();
    if (connection != null) {
      watcher.run();
    }
  }

  /** What keeps it from being used, without a full stop; null = nothing. */
  synchronized @Nullable String trouble() {
    return outage == null && !blocked ? null : away();
  }

  /** Calls back no more. */
  synchronized void unwatch(Runnable watcher) {
    watchers.remove(watcher);
  }

  /** The first pause between attempts. */
  Duration firstPause() {
    return settings.firstPause();
  }

  private synchronized String away() {
    if (closed) {
      return "the connection to RabbitMQ at " + where() + " is closed, since its producers stopped";
    }
    if (outage != null) {
      return outage.sentence(settings);
    }
    return blocked
        ? "RabbitMQ at " + where() + " takes no messages: it is short of memory or disk"
        : "RabbitMQ at " + where() + " has not yet answered the first attempt to connect";
  }

  /** Cuts a connection on which nothing is answered, unless the broker asked to hold still. */
  void stalled(String reason) {
    if (!isBlocked()) {
      sever(reason);
    }
  }

  /** Whether it asked publishers to hold still. */
  synchronized boolean isBlocked() {
    return blocked;
  }

  /** Cuts the connection the hard way: for a broker that stopped reading while we write. */
  void sever(String reason) {
    Socket stuck = socket;
    if (stuck != null) {
      severed = reason;
      try {
        stuck.setSoLinger(true, 0); // or TLS would wait for the write that is stuck
        stuck.close();
      } catch (IOException e) {
        LOG.debug("Closing the socket to RabbitMQ at {} failed", where(), e);
      }
    }
  }

  private void attempt() {
    if (isClosed()) {
      return;
    }
    try {
      Connection made =
          settings.addresses().isEmpty()
              ? factory.newConnection(name)
              : factory.newConnection(settings.addressesToTry(), name);
      arrived(made);
    } catch (IOException | TimeoutException | RuntimeException e) {
      failed(Outage.State.of(e), Outage.reason(e));
    } catch (Throwable e) {
      failed(Outage.State.UNREACHABLE, e.toString()); // or nobody would ever try again
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized void arrived(Connection made) {
    if (closed) {
      made.abort(CLOSE_TIMEOUT_MILLIS);
      return;
    }
    String host = made.getAddress().getHostAddress() + ":" + made.getPort();
    LOG.info("RabbitMQ at {} is {}.", host, outage == null ? "connected" : "connected again");
    connection = made;
    outage = null;
    blocked = false;
    severed = null;
    backoff.reset();
    made.addBlockedListener(this::blocked, this::unblocked);
    made.addShutdownListener(cause -> lost(made, cause));
    notifyAll();
    watchers.forEach(Runnable::run);
  }

  private synchronized void lost(Connection former, ShutdownSignalException cause) {
    if (former != connection || closed) {
      return;
    }
    connection = null;
    blocked = false;
    String ours = severed;
    String reason = ours == null ? Outage.reason(cause) : ours;
    say(new Outage(clock.instant(), Outage.State.UNREACHABLE, reason, settings.firstPause()));
    schedule(Duration.ZERO);
  }

  private synchronized void failed(Outage.State state, String reason) {
    if (closed) {
      return;
    }
    Instant since = outage == null ? clock.instant() : outage.since();
    Duration pause = backoff.next();
    say(new Outage(since, state, reason, settings.firstPause()));
    schedule(pause);
  }

  /** One line when it goes away, and one when it is there but won't have us, or the reverse. */
  private void say(Outage next) {
    if (outage == null || outage.state() != next.state()) {
      LOG.warn("{}.", next.sentence(settings));
    }
    outage = next;
    notifyAll();
  }

  private void schedule(Duration pause) {
    try {
      var unused = connector.schedule(this::attempt, pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopping) {
      LOG.debug("No further attempt to reach RabbitMQ at {}: stopping", where());
    }
  }

  private synchronized void blocked(String reason) {
    if (!blocked) {
      LOG.warn("RabbitMQ at {} takes no messages for now: {}. Publishing waits.", where(), reason);
    }
    blocked = true;
  }

  private synchronized void unblocked() {
    blocked = false;
    LOG.info("RabbitMQ at {} takes messages again.", where());
    notifyAll();
  }

  @Override
  public void close() {
    Connection last;
    synchronized (this) {
      closed = true;
      last = connection;
      connection = null;
      notifyAll();
    }
    connector.shutdownNow();
    if (last != null) {
      last.abort(CLOSE_TIMEOUT_MILLIS);
    }
  }
}

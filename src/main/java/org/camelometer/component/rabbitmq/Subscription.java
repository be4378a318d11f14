package org.camelometer.component.rabbitmq;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscription to a queue, on a channel of its own, made again for as long as it takes once it
 * is lost. A channel that was given up stays open until its exchanges are completed, so that the
 * broker hears of them; what then is unsettled goes back to the queue.
 *
 * <p>All changes happen in one thread, that of its consumer; {@link #stopTaking} and {@link
 * #running} are for any.
 */
final class Subscription implements Intake.Keeper {
  private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final ConsumePlan plan;
  private final Broker broker;
  private final Context context;
  private final Backoff backoff;
  private final Set<Intake> draining = ConcurrentHashMap.newKeySet();
  private volatile boolean wanted;
  private volatile @Nullable Intake current;
  private String consumerTag = "";
  private @Nullable Long position;
  private long subscribedAt;

  /**
   * What the subscriptions of a consumer share.
   *
   * @param thread the one in which they change
   * @param batches runs routes with batches whose time is over
   */
  record Context(
      Intake.Route route,
      Troubles troubles,
      RequeuePause requeuePause,
      ScheduledExecutorService thread,
      Executor batches) {}

  Subscription(ConsumePlan plan, Broker broker, Context context) {
    this.plan = plan;
    this.broker = broker;
    this.context = context;
    this.backoff =
        new Backoff(
            broker.firstPause(), LONGEST_PAUSE, () -> ThreadLocalRandom.current().nextDouble());
  }

  /** Subscribes, now or as soon as it can be done. */
  void open() {
    wanted = true;
    attempt();
  }

  /** Subscribes if that is wanted and there is a connection; in vain if not. */
  void attempt() {
    Intake former = current;
    if (former != null && !former.getChannel().isOpen()) {
      giveUp(former);
    }
    Connection connection = broker.current();
    if (!wanted || current != null || connection == null) {
      return;
    }
    try {
      current = subscribe(connection);
      subscribedAt = System.nanoTime();
      context.troubles().ended(this);
    } catch (IOException | RuntimeException e) {
      if (connection.isOpen()) { // or the next one will bring us back here
        failed(Mismatch.explain(e));
      }
    }
  }

  private Intake subscribe(Connection connection) throws IOException {
    Channel channel =
        connection
            .openChannel()
            .orElseThrow(() -> new IOException("it allows no further channel on the connection"));
    try {
      plan.topology().declare(channel);
      channel.basicQos(plan.prefetchCount(), plan.prefetchGlobal());
      Intake intake = new Intake(channel, plan, context.route(), this);
      channel.addShutdownListener(cause -> inThread(() -> closed(intake, cause)));
      consumerTag =
          channel.basicConsume(
              plan.queue(),
              false,
              plan.consumerTag(),
              false,
              plan.exclusive(),
              plan.arguments(position),
              intake);
      return intake;
    } catch (IOException | RuntimeException e) {
      abort(channel);
      throw e;
    }
  }

  private void failed(String reason) {
    if (System.nanoTime() - subscribedAt > LONGEST_PAUSE.toNanos()) {
      backoff.reset();
    }
    context.troubles().began(this, reason);
    later(this::attempt, backoff.next());
  }

  private void closed(Intake intake, ShutdownSignalException cause) {
    draining.remove(intake);
    if (intake != current) {
      return;
    }
    giveUp(intake);
    if (wanted && !cause.isHardError()) {
      failed(Mismatch.explain(cause));
    } else {
      attempt(); // the broker's absence is told by its connection
    }
  }

  /** Takes nothing more from a subscription, and closes its channel when all of it is completed. */
  private void giveUp(Intake intake) {
    Long unread = intake.resumeAt();
    position = unread == null ? position : unread;
    intake.stopTaking();
    draining.add(intake);
    current = null;
    if (intake.running() == 0) {
      idle(intake);
    }
  }

  private void unsubscribe(Intake intake) {
    try {
      intake.unsubscribe(consumerTag);
    } catch (IOException | RuntimeException gone) {
      LOG.debug("Ending the subscription to {} failed", plan.queue(), gone);
    }
  }

  /** From now on nothing goes to the route. */
  void stopTaking() {
    wanted = false;
    Intake intake = current;
    if (intake != null) {
      intake.stopTaking();
    }
  }

  /** Ends the subscription; exchanges that are on their way are still answered for. */
  void drain() {
    wanted = false;
    Intake intake = current;
    if (intake != null) {
      unsubscribe(intake);
      giveUp(intake);
    }
  }

  /** Ends it at once; what isn't completed goes back to the queue. */
  void close() {
    drain();
    draining.forEach(intake -> abort(intake.getChannel()));
  }

  /** How many exchanges are on their way. */
  int running() {
    Set<Intake> all = new HashSet<>();
    Intake intake = current; // asked first: it may be moved to the others meanwhile
    if (intake != null) {
      all.add(intake);
    }
    all.addAll(draining);
    return all.stream().mapToInt(Intake::running).sum();
  }

  @Override
  public void retry(Intake intake, List<Delivery> messages) {
    Runnable again = plan.isStream() ? () -> readAgain(intake) : () -> intake.giveBack(messages);
    later(again, context.requeuePause().next());
  }

  /** A stream takes nothing back; it is read again from the first message that isn't done. */
  private void readAgain(Intake intake) {
    if (intake == current) {
      unsubscribe(intake);
      giveUp(intake);
      attempt();
    }
  }

  @Override
  public void batchOpened(Intake intake, Delivery first) {
    later(() -> context.batches().execute(() -> intake.batchDue(first)), plan.batchTimeout());
  }

  @Override
  public void cancelled(Intake intake) {
    inThread(
        () -> {
          if (intake == current) {
            giveUp(intake);
            failed("the broker ended the subscription, since the queue was deleted or moved");
          }
        });
  }

  @Override
  public void idle(Intake intake) {
    inThread(
        () -> {
          if (draining.remove(intake)) {
            abort(intake.getChannel());
          }
        });
  }

  private void abort(Channel channel) {
    try {
      channel.abort();
    } catch (IOException | RuntimeException alreadyGone) {
      LOG.debug("Closing a channel to RabbitMQ at {} failed", broker.where(), alreadyGone);
    }
  }

  private void inThread(Runnable change) {
    later(change, Duration.ZERO);
  }

  private void later(Runnable change, Duration pause) {
    try {
      var unused = context.thread().schedule(change, pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopped) {
      LOG.debug("Too late for a change of the subscription to {}: stopped", plan.queue());
    }
  }
}

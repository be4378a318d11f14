package org.camelometer.component.rabbitmq;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Return;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel in confirm mode and the messages on it that the broker has not yet answered for. For
 * any number of threads.
 *
 * <p>Instead of waiting for each confirm, which limits a publisher to one round trip a message, it
 * lets up to {@code maxInFlight} messages be under way; who comes then waits for a place, and that
 * is the back-pressure. The broker numbers messages by their order on the channel, so a number is
 * drawn and the message written under one lock. Every message leaves the map exactly once, be it by
 * its confirm, by the time limit, or by the end of the channel; who takes it out gives back its
 * place and completes it. Places are given back by the thread that reads from the broker and not
 * after the continuation: continuations that publish here again would otherwise wait for each
 * other.
 *
 * <p>The broker sends a message back before it confirms it, and says which one it was by its
 * contents alone. So a mandatory message without a message id gets one that carries its number. One
 * that has an id is found by id, address and body: if two are alike in all of that, either may
 * fail, since sending it again is the same.
 *
 * <p>The broker answers a message that it can't accept at all by closing the channel. Where its
 * words say which one that was, the others go once more, on the next channel and within their time:
 * they may arrive twice, and out of order.
 */
final class ConfirmWindow {
  private static final Logger LOG = LoggerFactory.getLogger(ConfirmWindow.class);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Channel channel;
  private final Broker broker;
  private final int maxInFlight;
  private final long timeoutMillis;
  private final String mark = Long.toString(RANDOM.nextLong(), Character.MAX_RADIX) + ":";
  private final ConcurrentSkipListMap<Long, Publication> outstanding =
      new ConcurrentSkipListMap<>();
  private final Semaphore places;
  private final Consumer<List<Publication>> again;
  private final ReentrantLock writing = new ReentrantLock();
  private volatile @Nullable Deadline writeLimit;
  private volatile long lastAnswer = System.nanoTime();
  private volatile @Nullable String end;
  private volatile @Nullable Predicate<OutgoingMessage> culprit;

  private ConfirmWindow(
      Channel channel,
      Broker broker,
      int maxInFlight,
      long timeoutMillis,
      Consumer<List<Publication>> again) {
    this.channel = channel;
    this.broker = broker;
    this.maxInFlight = maxInFlight;
    this.timeoutMillis = timeoutMillis;
    this.again = again;
    this.places = new Semaphore(maxInFlight, true);
  }

  /**
   * Takes over a new channel.
   *
   * @param timeoutMillis how long the broker may take, 0 = any time
   * @param again publishes messages once more, elsewhere; must not block
   */
  static ConfirmWindow on(
      Channel channel,
      Broker broker,
      int maxInFlight,
      long timeoutMillis,
      Consumer<List<Publication>> again)
      throws IOException {
    ConfirmWindow window = new ConfirmWindow(channel, broker, maxInFlight, timeoutMillis, again);
    channel.addReturnListener(window::returned);
    channel.addConfirmListener(window::acknowledged, window::refused);
    channel.addShutdownListener(window::ended);
    channel.confirmSelect();
    return window;
  }

  /** Whether messages may still be published, to this connection. */
  boolean isOpen(Connection connection) {
    return end == null && channel.isOpen() && channel.getConnection() == connection;
  }

  /**
   * Writes a message; returns before the broker has answered.
   *
   * @throws NotPublishedException if it was not written; it is then not completed either, and never
   *     will be from here
   */
  void publish(Publication publication) throws NotPublishedException, InterruptedException {
    requireEncodable(publication);
    if (!places.tryAcquire(publication.deadline().left(), TimeUnit.NANOSECONDS)) {
      throw notSent(publication, maxInFlight + " messages before it are still unconfirmed");
    }
    boolean handedOver = false;
    try {
      handedOver = writeInTurn(publication);
    } finally {
      if (!handedOver) {
        places.release();
      }
    }
  }

  private void requireEncodable(Publication publication) throws NotPublishedException {
    try {
      publication.message().requireEncodable(channel.getConnection().getFrameMax());
    } catch (IllegalArgumentException e) {
      throw notSent(publication, String.valueOf(e.getMessage()));
    }
  }

  private boolean writeInTurn(Publication publication)
      throws NotPublishedException, InterruptedException {
    if (!writing.tryLock(publication.deadline().left(), TimeUnit.NANOSECONDS)) {
      throw notSent(publication, "it does not read what was sent before");
    }
    try {
      writeLimit = Deadline.in(timeoutMillis);
      return write(publication);
    } finally {
      writeLimit = null;
      writing.unlock();
    }
  }

  private boolean write(Publication publication) throws NotPublishedException {
    long number = channel.getNextPublishSeqNo();
    OutgoingMessage message = marked(publication.message(), number);
    outstanding.put(number, publication);
    try {
      requireOpen();
      channel.basicPublish(
          message.exchange(),
          message.routingKey(),
          message.mandatory(),
          message.properties(),
          message.body());
    } catch (IOException | RuntimeException e) {
      if (e instanceof ShutdownSignalException cause) {
        separate(cause);
      }
      boolean ours = outstanding.remove(number) != null;
      if (ours && isInnocent(publication) && publication.goesAgain()) {
        again.accept(List.of(publication));
        return true;
      }
      end(Outage.reason(e)); // from here on the numbers may be wrong
      abort();
      if (ours) {
        throw notSent(publication, Outage.reason(e));
      }
    }
    return true;
  }

  private OutgoingMessage marked(OutgoingMessage message, long number) {
    boolean needsMark = message.mandatory() && message.properties().getMessageId() == null;
    return needsMark ? message.withId(mark + number) : message;
  }

  /** Asked after the message is on the map: from then on {@link #ended} can't miss it. */
  private void requireOpen() throws IOException {
    String reason = end;
    if (reason != null) {
      throw new IOException(reason);
    }
  }

  /**
   * Fails what has waited too long, and cuts a connection that is dead although it is open: one to
   * which a write has got stuck, or on which nothing at all was answered for that long. Otherwise
   * each message after would have to wait as long.
   */
  void expire() {
    Deadline limit = writeLimit;
    if (limit != null && limit.hasPassed()) {
      broker.sever("it did not read what was sent within " + timeoutMillis + " ms");
    }
    for (Map.Entry<Long, Publication> entry : outstanding.entrySet()) {
      if (!entry.getValue().deadline().hasPassed()) {
        return;
      }
      fail(entry.getKey(), "no answer within " + timeoutMillis + " ms");
      if (System.nanoTime() - lastAnswer > TimeUnit.MILLISECONDS.toNanos(timeoutMillis)) {
        broker.stalled("it answered nothing within " + timeoutMillis + " ms");
      }
    }
  }

  /** Takes no more messages, and fails what is outstanding; the channel stays open. */
  void end(String reason) {
    end = reason;
    failAll(reason);
  }

  /** Closes the channel, which ends it. Waits for the broker's answer. */
  void abort() {
    try {
      channel.abort();
    } catch (IOException | RuntimeException alreadyGone) {
      LOG.debug("Closing a channel to RabbitMQ at {} failed", broker.where(), alreadyGone);
    }
  }

  private void returned(Return message) {
    Publication publication = find(message);
    if (publication != null) {
      publication.returned(message.getReplyText());
    }
  }

  private @Nullable Publication find(Return message) {
    String id = message.getProperties().getMessageId();
    if (id != null && id.startsWith(mark)) {
      return outstanding.get(Long.valueOf(id.substring(mark.length())));
    }
    return outstanding.values().stream()
        .filter(candidate -> !candidate.isReturned() && isSame(candidate.message(), message))
        .findFirst()
        .orElse(null);
  }

  private static boolean isSame(OutgoingMessage sent, Return message) {
    return sent.mandatory()
        && sent.exchange().equals(message.getExchange())
        && sent.routingKey().equals(message.getRoutingKey())
        && String.valueOf(sent.properties().getMessageId())
            .equals(message.getProperties().getMessageId())
        && Arrays.equals(sent.body(), message.getBody());
  }

  private void acknowledged(long number, boolean multiple) {
    lastAnswer = System.nanoTime();
    for (Long settled : settled(number, multiple)) {
      Publication publication = take(settled);
      if (publication != null) {
        publication.confirmed(broker.where());
      }
    }
  }

  private void refused(long number, boolean multiple) {
    lastAnswer = System.nanoTime();
    for (Long settled : settled(number, multiple)) {
      Publication publication = take(settled);
      if (publication != null) {
        publication.failed(
            NotPublishedException.notTaken(
                publication.message(),
                broker.where(),
                "it refused the message (basic.nack); a queue may be full"));
      }
    }
  }

  private Iterable<Long> settled(long number, boolean multiple) {
    return multiple ? outstanding.headMap(number, true).keySet() : List.of(number);
  }

  private void ended(ShutdownSignalException cause) {
    separate(cause);
    String known = end;
    end(known == null ? Outage.reason(cause) : known);
  }

  /** If a message closed the channel: fails that one, and lets the others go once more. */
  private void separate(ShutdownSignalException cause) {
    Predicate<OutgoingMessage> found = Culprit.of(cause);
    if (found == null) {
      return;
    }
    culprit = found;
    end = Outage.reason(cause);
    List<Publication> innocent = new ArrayList<>();
    for (Map.Entry<Long, Publication> entry : outstanding.entrySet()) {
      Publication publication = entry.getValue();
      if (isInnocent(publication) && publication.goesAgain() && take(entry.getKey()) != null) {
        innocent.add(publication);
      }
    }
    if (!innocent.isEmpty()) {
      again.accept(innocent);
    }
  }

  private boolean isInnocent(Publication publication) {
    Predicate<OutgoingMessage> guilty = culprit;
    return guilty != null && !guilty.test(publication.message());
  }

  /** How many messages are outstanding. */
  int size() {
    return outstanding.size();
  }

  private void failAll(String reason) {
    outstanding.keySet().forEach(number -> fail(number, reason));
  }

  private void fail(Long number, String reason) {
    Publication publication = take(number);
    if (publication != null) {
      publication.failed(
          NotPublishedException.notConfirmed(publication.message(), broker.where(), reason));
    }
  }

  private @Nullable Publication take(Long number) {
    Publication publication = outstanding.remove(number);
    if (publication != null) {
      places.release();
    }
    return publication;
  }

  private NotPublishedException notSent(Publication publication, String reason) {
    return NotPublishedException.notSent(publication.message(), broker.where(), reason);
  }
}

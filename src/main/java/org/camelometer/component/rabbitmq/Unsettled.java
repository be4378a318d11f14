package org.camelometer.component.rabbitmq;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deliveries of one channel that the broker has no answer for yet. Answers are written under
 * its lock: an answer for several deliveries speaks for all before them, so none may be forgotten
 * here before the broker has been told of it. For any number of threads.
 *
 * <p>An answer that can't be written is no failure: the channel is gone, and the broker delivers
 * the message again.
 */
final class Unsettled {
  private static final Logger LOG = LoggerFactory.getLogger(Unsettled.class);
  private static final long NO_OFFSET = -1;

  private final Channel channel;
  private final boolean stream;
  private final TreeMap<Long, Long> offsets = new TreeMap<>();
  private long lastOffset = NO_OFFSET;

  /** Of a stream nothing can be rejected or put back: the broker would close the connection. */
  Unsettled(Channel channel, boolean stream) {
    this.channel = channel;
    this.stream = stream;
  }

  /** Something came; numbers only rise on a channel. */
  synchronized void delivered(Delivery delivery) {
    long offset = offset(delivery);
    offsets.put(delivery.getEnvelope().getDeliveryTag(), offset);
    lastOffset = Math.max(lastOffset, offset);
  }

  /** Where in its stream a message stands; messages of other queues stand nowhere. */
  private static long offset(Delivery delivery) {
    Map<String, Object> headers = delivery.getProperties().getHeaders();
    Object offset = headers == null ? null : headers.get(StreamOffset.ARGUMENT);
    return offset instanceof Number number ? number.longValue() : NO_OFFSET;
  }

  /** Acknowledges them: with one answer as far as nothing before them is outstanding. */
  synchronized void accept(Collection<Long> tags) {
    offsets.keySet().removeAll(tags);
    long first = offsets.isEmpty() ? Long.MAX_VALUE : offsets.firstKey();
    List<Long> single = new ArrayList<>();
    long together = 0;
    for (long tag : tags) {
      if (tag < first) {
        together = Math.max(together, tag);
      } else {
        single.add(tag);
      }
    }
    long upTo = together;
    if (upTo > 0) {
      write(() -> channel.basicAck(upTo, tags.size() > 1));
    }
    single.forEach(tag -> write(() -> channel.basicAck(tag, false)));
  }

  /** Rejects them; in a stream, skips them, or leaves them to be read again. */
  synchronized void refuse(Collection<Long> tags, boolean requeue) {
    if (stream) {
      if (!requeue) {
        accept(tags);
      }
      return;
    }
    offsets.keySet().removeAll(tags);
    tags.forEach(tag -> write(() -> channel.basicNack(tag, false, requeue)));
  }

  /** The offset from which a stream must be read again to miss nothing; null if nothing came. */
  synchronized @Nullable Long resumeAt() {
    if (lastOffset == NO_OFFSET) {
      return null;
    }
    return offsets.isEmpty() ? lastOffset + 1 : offsets.firstEntry().getValue();
  }

  private void write(Answer answer) {
    try {
      answer.write();
    } catch (IOException | RuntimeException e) {
      LOG.debug("An answer to {} was not written; the message will come again", channel, e);
    }
  }

  /** What goes to the broker. */
  @FunctionalInterface
  private interface Answer {
    void write() throws IOException;
  }
}

package org.camelometer.keystone.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Services that answer as they are told, in turn; the last answer again and again. */
public final class ScriptedServices implements Transport {
  /** What becomes of a request. */
  public interface Reply {
    Answer to(Request request) throws IOException;
  }

  private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Duration> timeouts = new CopyOnWriteArrayList<>();

  /** Answers a service's next requests in this order. */
  public ScriptedServices reply(String service, Reply... next) {
    replies.computeIfAbsent(service, s -> new ArrayDeque<>()).addAll(List.of(next));
    return this;
  }

  /** The same with answers. */
  public ScriptedServices reply(String service, Answer... next) {
    for (Answer answer : next) {
      reply(service, (Reply) request -> answer);
    }
    return this;
  }

  public List<Request> requests() {
    return requests;
  }

  /** What a service was asked. */
  public List<Request> requests(String service) {
    return requests.stream().filter(request -> request.service().equals(service)).toList();
  }

  public List<Duration> timeouts() {
    return timeouts;
  }

  @Override
  public Answer send(Request request, Duration timeout) throws IOException {
    requests.add(request);
    timeouts.add(timeout);
    Reply reply;
    synchronized (this) {
      Deque<Reply> next = replies.get(request.service());
      if (next == null) {
        throw new IOException("nobody expected " + request);
      }
      reply = next.size() > 1 ? next.removeFirst() : next.getFirst();
    }
    return reply.to(request);
  }
}

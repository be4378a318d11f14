package org.camelometer.component.rabbitmq;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** A started Camel context that sends to one endpoint and waits for nothing unless asked to. */
final class Sender implements AutoCloseable {
  private final DefaultCamelContext context = new DefaultCamelContext();
  private final AtomicInteger callbacks = new AtomicInteger();
  private final AtomicInteger twice = new AtomicInteger();
  private final AsyncProducer producer;

  Sender(String uri) throws Exception {
    this(uri, Map.of());
  }

  Sender(String uri, Map<String, Object> beans) throws Exception {
    beans.forEach(context.getRegistry()::bind);
    context.start();
    producer = context.getEndpoint(uri).createAsyncProducer();
    producer.start();
  }

  /** Completes when the exchange does, with the name of the thread that did as a property. */
  CompletableFuture<Exchange> send(Object body, Map<String, Object> headers) {
    Exchange exchange = new DefaultExchange(context);
    exchange.getMessage().setBody(body);
    exchange.getMessage().setHeaders(new HashMap<>(headers));
    CompletableFuture<Exchange> done = new CompletableFuture<>();
    producer.process(
        exchange,
        synchronously -> {
          callbacks.incrementAndGet();
          exchange.setProperty("thread", Thread.currentThread().getName());
          if (!done.complete(exchange)) {
            twice.incrementAndGet();
          }
        });
    return done;
  }

  CompletableFuture<Exchange> send(Object body) {
    return send(body, Map.of());
  }

  /** Why an exchange failed; null if it didn't. */
  Throwable failure(Object body, Map<String, Object> headers) {
    return failure(send(body, headers));
  }

  Throwable failure(Object body) {
    return failure(send(body));
  }

  static Throwable failure(CompletableFuture<Exchange> sent) {
    return exchange(sent).getException();
  }

  static Exchange exchange(CompletableFuture<Exchange> sent) {
    try {
      return sent.get(60, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("The exchange was not completed", e);
    }
  }

  /** How often a callback was called, for all exchanges together. */
  int callbacks() {
    return callbacks.get();
  }

  /** How often a callback was called for an exchange that was already completed. */
  int completedTwice() {
    return twice.get();
  }

  DefaultCamelContext context() {
    return context;
  }

  @Override
  public void close() {
    producer.stop();
    context.stop();
  }
}

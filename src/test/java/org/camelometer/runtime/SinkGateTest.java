package org.camelometer.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.AsyncProcessorSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SinkGateTest {
  private final CamelContext context = new DefaultCamelContext();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final SlowStep step = new SlowStep();
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final List<Object> order = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void start() throws Exception {
    SinkGate gate = new SinkGate(threads);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from("direct:sink")
                .process(gate.enter())
                .doTry()
                .process(e -> most.accumulateAndGet(inside.incrementAndGet(), Math::max))
                .process(e -> order.add(e.getMessage().getBody()))
                .process(step)
                .doFinally()
                .process(e -> inside.decrementAndGet())
                .process(gate.leave())
                .end();
          }
        });
    context.start();
  }

  @AfterEach
  void stop() {
    context.stop();
    threads.shutdown();
  }

  @Test
  void letsOneBatchThroughAtATimeInTheOrderOfArrival() {
    List<CompletableFuture<Exchange>> sent = new ArrayList<>();
    try (ProducerTemplate template = context.createProducerTemplate()) {
      for (int i = 0; i < 20; i++) {
        int number = i;
        sent.add(template.asyncSend("direct:sink", e -> e.getMessage().setBody(number)));
        await().until(() -> step.waiting.size() == 1);
      }
      for (int i = 0; i < 20; i++) {
        await().until(() -> step.waiting.size() == 1);
        step.finish(null);
      }
      CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
    assertThat(most).hasValue(1);
    assertThat(order).containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
  }

  @Test
  void opensAgainAfterAFailure() throws Exception {
    try (ProducerTemplate template = context.createProducerTemplate()) {
      CompletableFuture<Exchange> first = template.asyncSend("direct:sink", e -> {});
      await().until(() -> step.waiting.size() == 1);
      CompletableFuture<Exchange> second = template.asyncSend("direct:sink", e -> {});
      step.finish(new IllegalStateException("broken"));
      assertThat(first.get().getException()).hasMessage("broken");
      await().until(() -> step.waiting.size() == 1);
      step.finish(null);
      assertThat(second.get().getException()).isNull();
    }
  }

  /** A step that ends when it is told to, on the thread of whoever tells it. */
  private static final class SlowStep extends AsyncProcessorSupport {
    private final ConcurrentLinkedQueue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Exception failure;

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
      waiting.add(
          () -> {
            exchange.setException(failure);
            callback.done(false);
          });
      return false;
    }

    void finish(@Nullable Exception with) {
      failure = with;
      waiting.remove().run();
    }
  }
}

package org.camelometer.runtime;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.camelometer.publish.Acceptance;
import org.camelometer.publish.Ledger;

/**
 * An agent that is fed numbered samples by whoever started it: {@code bench/faults delivery} and
 * {@code bench/delivery}. It tells on its standard output, line by line and before it goes on:
 *
 * <pre>
 * started                        its routes run
 * accepted FIRST LAST MICROS     these samples were accepted, so long after they were handed over
 * refused FIRST LAST SENTENCE    they were not
 * ledger PUBLISHER, ACCEPTED, DELIVERED, PENDING, REFUSED, why, separated by tabs
 * ledgers                        all of them were told
 * </pre>
 *
 * <p>On its standard input it takes {@code rate SAMPLES} (a second; 0 is none), {@code feed
 * SAMPLES} (so many, as fast as can be) and {@code ledgers}. When that ends, so does the agent.
 */
final class DeliveryFeeder {
  private static final double NANOS = 1e9;
  private static final long PAUSE_NANOS = 5_000_000;

  private final Agent agent;
  private final int producers;
  private final PrintStream told;
  private final AtomicLong next;
  private final NumberedSamples samples = new NumberedSamples();
  private volatile double rate;
  private volatile long end;
  private volatile boolean ends;

  private DeliveryFeeder(Agent agent, int producers, long first, PrintStream told) {
    this.agent = agent;
    this.producers = producers;
    this.next = new AtomicLong(first);
    this.told = told;
  }

  /**
   * Arguments: the configuration folder, the number of the first sample, and how many sources
   * bench-0, bench-1, … are fed, each by a thread of its own.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    PrintStream told = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Agent agent =
        Agent.start(
            AgentConfiguration.load(
                Path.of(arguments[0]), Map.of("camelometer.pollster-list", "vcpus")),
            Map.of());
    told.println("started");
    new DeliveryFeeder(agent, Integer.parseInt(arguments[2]), Long.parseLong(arguments[1]), told)
        .run();
    agent.close();
  }

  private void run() throws IOException, InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < producers; i++) {
      String endpoint = "direct:source-bench-" + i;
      threads.add(new Thread(() -> feed(endpoint), "feeder-" + i));
    }
    threads.forEach(Thread::start);
    obey(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
    ends = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void obey(BufferedReader orders) throws IOException {
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      if (order.startsWith("rate ")) {
        end = Long.MAX_VALUE;
        rate = Double.parseDouble(order.substring("rate ".length()));
      } else if (order.startsWith("feed ")) {
        end = next.get() + Long.parseLong(order.substring("feed ".length()));
        rate = Double.POSITIVE_INFINITY;
      } else if (order.equals("ledgers")) {
        agent.ledgers().forEach(this::tell);
        told.println("ledgers");
      }
    }
  }

  private void tell(Ledger ledger) {
    long refused = ledger.refused();
    told.printf(
        "ledger %s\t%d\t%d\t%d\t%d\t%s%n",
        ledger.publisher(),
        ledger.accepted(),
        ledger.delivered(),
        ledger.pending(),
        refused,
        ledger.refusals());
  }

  /** A batch that is late doesn't put off the ones after it, unless it is late by a second. */
  private void feed(String endpoint) {
    ProducerTemplate source = agent.context().createProducerTemplate();
    double due = System.nanoTime();
    while (!ends) {
      double now = System.nanoTime();
      double wanted = next.get() < end ? rate : 0;
      if (wanted == 0) {
        LockSupport.parkNanos(PAUSE_NANOS);
      } else if (due > now) {
        LockSupport.parkNanos((long) Math.min(due - now, PAUSE_NANOS));
      } else {
        due = Math.max(due, now - NANOS) + NANOS * NumberedSamples.BATCH_SIZE * producers / wanted;
        send(source, endpoint);
      }
    }
  }

  private void send(ProducerTemplate source, String endpoint) {
    long first = next.getAndAdd(NumberedSamples.BATCH_SIZE);
    long last = first + NumberedSamples.BATCH_SIZE - 1;
    Acceptance acceptance = new Acceptance();
    long begin = System.nanoTime();
    Exchange done =
        source.send(
            endpoint,
            exchange -> {
              exchange.getMessage().setBody(samples.batch(first));
              exchange.setProperty(Acceptance.PROPERTY, acceptance);
            });
    long micros = (System.nanoTime() - begin) / 1000;
    Exception failure = done.getException();
    String reason = failure == null ? acceptance.refusal().orElse("") : failure.toString();
    told.println(
        reason.isEmpty()
            ? "accepted %d %d %d".formatted(first, last, micros)
            : "refused %d %d %s".formatted(first, last, reason.replace('\n', ' ')));
  }
}

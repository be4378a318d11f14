package org.camelometer.runtime;

import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.camelometer.publish.Ledger;
import org.camelometer.sample.Batch;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Batches through the routes of an agent, from one thread: source, sink, three publishers. An
 * operation is a sample, whichever way it goes. Making samples isn't timed, but JMH counts what is
 * allocated for it, so that {@link #samplesAlone} has to be taken off.
 */
public class PipelineBenchmark {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Samples without a pipeline: what making them allocates. */
  @Benchmark
  @OperationsPerInvocation(Cloud.BATCH_SIZE)
  public Batch samplesAlone(Polled polled) {
    return polled.batch;
  }

  /** A batch through all of a pipeline, and the end of the publish context with the last one. */
  @Benchmark
  @OperationsPerInvocation(Cloud.BATCH_SIZE)
  public void pipeline(Polled polled, Routes routes, Work work) {
    long begin = THREADS.getCurrentThreadCpuTime();
    routes.send(polled.batch);
    if (polled.endsTick) {
      routes.send(Batch.flush());
    }
    work.cpuNanos += THREADS.getCurrentThreadCpuTime() - begin;
    work.samples += Cloud.BATCH_SIZE;
  }

  /**
   * What the thread did while it had a core, which on a busy machine isn't always. Collecting
   * garbage is other threads' work.
   */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Work {
    public long cpuNanos;
    public long samples;
  }

  /** What a source polls. */
  @State(Scope.Thread)
  public static class Polled {
    /** Whether each sample has metadata of its own. */
    @Param("false")
    public boolean fresh;

    private Cloud cloud;
    private Batch batch;
    private boolean endsTick;

    /** Makes the guests. */
    @Setup
    public void make() {
      cloud = new Cloud(fresh);
    }

    /** Makes the next batch. */
    @Setup(Level.Invocation)
    public void poll() {
      batch = cloud.nextBatch();
      endsTick = cloud.endsTick();
    }
  }

  /** An agent that polls nothing by itself. */
  @State(Scope.Benchmark)
  public static class Routes {
    /** A folder of bench/config. */
    @Param({"floor", "rate", "signed"})
    public String pipeline;

    private Agent agent;
    private ProducerTemplate source;
    private long sent;

    /** Starts the agent. */
    @Setup
    public void start() {
      Path folder = Path.of("bench", "config", pipeline);
      agent =
          Agent.start(
              AgentConfiguration.load(folder, Map.of("camelometer.pollster-list", "vcpus")),
              Map.of("encoders", new Encoders(), "discard", (Processor) exchange -> {}));
      source = agent.context().createProducerTemplate();
    }

    void send(Batch batch) {
      source.sendBody("direct:source-bench", batch);
      sent += batch.size();
    }

    /** Stops the agent. A pipeline that loses samples is quick, and measures nothing. */
    @TearDown
    public void stop() {
      long swallowed = pipeline.equals("floor") ? 0 : Math.min(sent, Cloud.GUESTS);
      await().atMost(Duration.ofMinutes(1)).until(() -> pending() == 0);
      for (Ledger ledger : agent.ledgers()) {
        if (ledger.delivered() != sent - swallowed) {
          throw new IllegalStateException(
              "%s delivered %d of %d samples, and should have swallowed %d"
                  .formatted(ledger.publisher(), ledger.delivered(), sent, swallowed));
        }
      }
      agent.close();
    }

    private long pending() {
      return agent.ledgers().stream().mapToLong(Ledger::pending).sum();
    }
  }
}

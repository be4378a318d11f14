package org.camelometer.publish;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.camelometer.sample.Sample;
import org.camelometer.sample.SampleJson;

/**
 * Keeps the latest samples in memory: what {@code test:} publishes to. For tests of pipelines in
 * Java, which find it in the registry by its type, and for looking at a running agent by JMX. For
 * any number of threads.
 */
public final class TestPublisher implements TestPublisherMXBean, ShownInJmx {
  private final String name;
  private final int most;
  private final Deque<Sample> samples = new ArrayDeque<>();
  private long calls;
  private long count;

  TestPublisher(String name, int most) {
    this.name = name;
    this.most = most;
  }

  /** Takes a batch. */
  public synchronized void keep(List<Sample> batch) {
    calls++;
    count += batch.size();
    samples.addAll(batch);
    while (samples.size() > most) {
      samples.removeFirst();
    }
  }

  /** What stands behind {@code test://} in its URL; may be empty. */
  public String name() {
    return name;
  }

  /** The samples that it keeps, the oldest first; a copy. */
  public synchronized List<Sample> samples() {
    return List.copyOf(samples);
  }

  @Override
  public synchronized long getCalls() {
    return calls;
  }

  @Override
  public synchronized long getSampleCount() {
    return count;
  }

  @Override
  public synchronized int getKept() {
    return samples.size();
  }

  @Override
  public List<String> latest(int number) {
    List<Sample> kept = samples();
    return kept.subList(Math.max(0, kept.size() - Math.max(0, number)), kept.size()).stream()
        .map(SampleJson::text)
        .toList();
  }

  @Override
  public synchronized void clear() {
    samples.clear();
    calls = 0;
    count = 0;
  }

  @Override
  public String jmxType() {
    return "Test";
  }
}

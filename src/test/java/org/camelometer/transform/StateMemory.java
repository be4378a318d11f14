package org.camelometer.transform;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.camelometer.sample.Batch;
import org.camelometer.sample.Sample;

/**
 * Measures the memory that a transformer needs for each (meter, resource), beside the text of the
 * resource's id; its figures stand in docs/transformers.md. Start its main method with the test
 * class path; an argument names another transformer than rate_of_change.
 */
final class StateMemory {
  private static final int RESOURCES = 100_000;
  private static final long BEYOND_INTEGERS = 1L << 40;

  private StateMemory() {}

  public static void main(String[] arguments) {
    String name = arguments.length == 0 ? "rate_of_change" : arguments[0];
    TransformerChain chain =
        Transformers.chain("      - {name: " + name + ", parameters: }", Clock.systemUTC());
    long empty = used();
    List<String> ids =
        Stream.generate(() -> UUID.randomUUID().toString()).limit(RESOURCES).toList();
    long before = used();
    for (String id : ids) {
      Sample sample = Transformers.counter(id, BEYOND_INTEGERS + id.hashCode(), 0);
      chain.transform(Batch.of(List.of(sample)));
    }
    long after = used();
    System.out.printf(
        "%s: %d entries of %d bytes, and %d for a resource's id%n",
        name,
        chain.steps().get(0).entries(),
        (after - before) / ids.size(),
        (before - empty) / ids.size());
  }

  private static long used() {
    for (int i = 0; i < 5; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}

package org.camelometer.runtime;

import java.nio.file.Path;
import java.util.Map;
import org.camelometer.definition.SinkDefinition;
import org.camelometer.sample.Batch;
import org.camelometer.transform.TransformerChain;

/**
 * Measures the heap that the transformers of a sink of the shipped configuration keep for each
 * (meter, resource): what is alive after a collection with the state of all guests, less what was
 * alive without any.
 */
final class StateFigures {

  private StateFigures() {}

  /** Argument: the name of the sink. */
  public static void main(String[] arguments) {
    Assembly assembly = Assembly.of(AgentConfiguration.load(Path.of("config"), Map.of()));
    SinkDefinition sink = assembly.sink(arguments[0]).orElseThrow();
    TransformerChain chain = assembly.transformersOf(sink);
    Cloud cloud = new Cloud(false);
    long before = alive();
    tick(cloud, chain);
    tick(cloud, chain);
    long state = alive() - before;
    System.out.printf(
        "%-16s %6d B for each of %,d%n",
        chain.steps().get(0).name(),
        Math.round((double) state / Cloud.GUESTS),
        chain.steps().get(0).entries());
    cloud.nextBatch(); // the guests live until here, and so does the text of their ids
    assembly.close();
  }

  private static void tick(Cloud cloud, TransformerChain chain) {
    do {
      chain.transform(cloud.nextBatch());
    } while (!cloud.endsTick());
    chain.transform(Batch.flush());
  }

  private static long alive() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}

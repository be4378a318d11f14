package org.camelometer.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link PipelineBenchmark} in turns, so that a busy machine disturbs all alike, and prints
 * the medians. Each run has a Java of its own.
 */
final class PipelineFigures {
  private static final List<String> CONTESTANTS =
      List.of("samples", "floor", "rate", "once", "signed", "fresh");
  private static final Map<String, String> COMPILERS = new LinkedHashMap<>();

  static {
    COMPILERS.put("first compiler", "-XX:TieredStopAtLevel=1");
    COMPILERS.put("both compilers", "-XX:TieredStopAtLevel=4");
  }

  private final String[] agentOptions;
  private final Map<String, List<Figures>> figures = new LinkedHashMap<>();

  private PipelineFigures(String[] agentOptions) {
    this.agentOptions = agentOptions;
  }

  /** Arguments: the number of runs of each, then the options of Java with which an agent runs. */
  public static void main(String[] arguments) throws RunnerException {
    int runs = Integer.parseInt(arguments[0]);
    PipelineFigures all = new PipelineFigures(Arrays.copyOfRange(arguments, 1, arguments.length));
    for (int i = 0; i < runs; i++) {
      for (String compilers : COMPILERS.keySet()) {
        for (String contestant : CONTESTANTS) {
          all.run(compilers, contestant);
        }
      }
      System.err.printf("%d of %d runs done%n", i + 1, runs);
    }
    all.print();
  }

  private void run(String compilers, String contestant) throws RunnerException {
    String method = contestant.equals("samples") ? "samplesAlone" : "pipeline";
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(PipelineBenchmark.class.getName() + "." + method + "$")
            .mode(Mode.Throughput)
            .timeUnit(TimeUnit.SECONDS)
            .forks(1)
            .warmupIterations(20) // all guests have to be there before it counts
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(5)
            .measurementTime(TimeValue.seconds(1))
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .jvmArgs(agentOptions)
            .jvmArgsAppend("-Xmx2g", COMPILERS.get(compilers));
    if (!contestant.equals("samples")) {
      boolean fresh = contestant.equals("fresh");
      options.param("pipeline", fresh ? "signed" : contestant).param("fresh", "" + fresh);
    }
    RunResult result = new Runner(options.build()).runSingle();
    figures
        .computeIfAbsent(compilers + contestant, key -> new ArrayList<>())
        .add(Figures.of(result));
  }

  private void print() {
    System.out.printf(
        "%-16s %-8s %34s %18s %10s%n", "", "", "samples/s and core", "per CPU second", "B/sample");
    for (String compilers : COMPILERS.keySet()) {
      double making = median(compilers + "samples", Figures::bytes);
      for (String contestant : CONTESTANTS.subList(1, CONTESTANTS.size())) {
        String key = compilers + contestant;
        DoubleSummaryStatistics speeds =
            figures.get(key).stream().mapToDouble(Figures::perSecond).summaryStatistics();
        String spread = "(%,.0f-%,.0f)".formatted(speeds.getMin(), speeds.getMax());
        System.out.printf(
            "%-16s %-8s %,12.0f %21s %,18.0f %,10.0f%n",
            compilers,
            contestant,
            median(key, Figures::perSecond),
            spread,
            median(key, Figures::perCpuSecond),
            median(key, Figures::bytes) - making);
      }
    }
  }

  private double median(String key, ToDoubleFunction<Figures> figure) {
    double[] values = figures.get(key).stream().mapToDouble(figure).sorted().toArray();
    return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
  }

  /** Samples a second; samples a second of the thread's CPU time; bytes that one allocates. */
  private record Figures(double perSecond, double perCpuSecond, double bytes) {
    static Figures of(RunResult run) {
      return new Figures(
          run.getPrimaryResult().getScore(),
          secondary(run, "samples") * 1e9 / secondary(run, "cpuNanos"),
          secondary(run, "gc.alloc.rate.norm"));
    }

    private static double secondary(RunResult run, String name) {
      Result<?> result = run.getSecondaryResults().get(name);
      return result == null ? 0 : result.getScore();
    }
  }
}

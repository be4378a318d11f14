package org.camelometer.runtime;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.MeterFilter;
import org.camelometer.definition.Position;
import org.camelometer.definition.Settings;
import org.camelometer.poll.CycleDiscovery;
import org.camelometer.poll.CyclePolling;
import org.camelometer.poll.Meter;
import org.camelometer.poll.PollingSource;
import org.camelometer.poll.Pollster;
import org.camelometer.poll.PollsterCatalog;
import org.camelometer.poll.ServiceCalls;
import org.camelometer.poll.SetAside;
import org.camelometer.poll.Sharing;
import org.camelometer.poll.Ticks;
import org.camelometer.runtime.terminal.TextTable;
import org.camelometer.sample.Sample;
import org.camelometer.sample.SampleJson;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Polls once and prints what was read. */
@Command(
    name = "poll",
    description = "Runs one cycle and prints its samples; nothing is published.",
    mixinStandardHelpOptions = true)
final class PollCommand implements Callable<Integer> {
  private static final double MILLISECONDS = 1000;

  @Mixin private CommonOptions options = new CommonOptions();

  @Option(
      names = "--meters",
      paramLabel = "GLOB",
      split = ",",
      description =
          "The meters to read, as a source names them (default: '*'); beside '*', those that must"
              + " be named.")
  private List<String> meters = List.of("*");

  @Option(
      names = "--over",
      paramLabel = "SECONDS",
      defaultValue = "1",
      description =
          "If a change such as cpu_util is named: how long to wait between its two readings"
              + " (default: ${DEFAULT-VALUE}).")
  private double over = 1;

  @Option(names = "--json", description = "One sample a line, as the file publisher writes it.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    List<String> faults = faults(meters);
    if (!faults.isEmpty()) {
      throw new DefinitionException(Position.of("--meters"), faults.get(0));
    }
    Settings settings = AgentConfiguration.settings(options.config, options.settings());
    AgentSettings agent = AgentSettings.from(settings);
    try (PollsterCatalog catalog = Pollsters.load(options.config, settings, agent)) {
      catalog.warnings().forEach(warning -> say(warning.toString()));
      int code = poll(source(catalog), catalog, agent);
      catalog.calls().forEach(calls -> say(sentence(calls)));
      return code;
    }
  }

  /** By a source's rules, but that '*' may stand beside names, since nothing leaves twice here. */
  private static List<String> faults(List<String> meters) {
    List<String> others = meters.stream().filter(meter -> !meter.equals("*")).toList();
    return MeterFilter.faults(others.isEmpty() ? meters : others);
  }

  private PollingSource source(PollsterCatalog catalog) {
    MeterFilter filter = new MeterFilter(meters);
    List<Pollster> pollsters = catalog.selectedBy(filter);
    List<String> objections = objections(catalog);
    if (pollsters.isEmpty()) {
      throw new DefinitionException(
          Position.of("--meters"),
          objections.isEmpty()
              ? "%s leaves no meter; see 'meters'".formatted(meters)
              : objections.get(0));
    }
    objections.forEach(this::say);
    return new PollingSource(
        "poll", Duration.ofHours(1), Duration.ZERO, filter, pollsters, List.of(), List.of());
  }

  private List<String> objections(PollsterCatalog catalog) {
    List<Pollster> known = catalog.entries().stream().map(PollsterCatalog.Entry::pollster).toList();
    return meters.stream()
        .flatMap(pattern -> new MeterPattern(pattern).objection(known).stream())
        .map("the list "::concat)
        .toList();
  }

  private void say(String sentence) {
    if (spec != null) {
      spec.commandLine().getErr().println(sentence);
    }
  }

  /** Prints a cycle, as far as it could be read; why it could not is said when it happens. */
  private int poll(PollingSource source, PollsterCatalog catalog, AgentSettings agent)
      throws InterruptedException {
    Clock clock = Clock.systemUTC();
    CycleDiscovery discovery =
        new CycleDiscovery(source, new Ticks(clock, agent::deadline), catalog);
    CyclePolling polling =
        new CyclePolling(source, new SetAside(clock), Sharing.EACH, Integer.MAX_VALUE);
    List<Sample> samples = new ArrayList<>();
    polling.poll(discovery.discover()).forEachRemaining(samples::addAll);
    if (source.pollsters().stream().anyMatch(pollster -> isNamedChange(pollster, source))) {
      samples.clear();
      Thread.sleep(Math.round(over * MILLISECONDS));
      polling.poll(discovery.discover()).forEachRemaining(samples::addAll);
    }
    print(samples);
    if (discovery.isIncomplete() || polling.isIncomplete()) {
      return Main.FAILED;
    }
    new MissingMeters(meters, source.pollsters(), samples).sentences().forEach(this::say);
    return 0;
  }

  private static String sentence(ServiceCalls calls) {
    return "%s: %d calls, %d of them again, %d in vain, %d not made"
        .formatted(
            calls.service(), calls.calls(), calls.retries(), calls.failures(), calls.refusals());
  }

  private static boolean isNamedChange(Pollster pollster, PollingSource source) {
    return source.meters().names(pollster.name())
        && pollster.meters().stream().anyMatch(Meter::isOfChange);
  }

  private void print(List<Sample> samples) {
    if (spec != null && !samples.isEmpty()) {
      spec.commandLine().getOut().print(json ? lines(samples) : table(samples));
      spec.commandLine().getOut().flush();
    }
  }

  private static String lines(List<Sample> samples) {
    StringBuilder lines = new StringBuilder();
    samples.forEach(sample -> lines.append(SampleJson.text(sample)).append('\n'));
    return lines.toString();
  }

  private static String table(List<Sample> samples) {
    TextTable table = new TextTable(List.of("METER", "RESOURCE", "VOLUME", "UNIT", "TIMESTAMP"));
    for (Sample sample : samples) {
      table.add(
          sample.name(),
          String.valueOf(sample.resourceId()),
          String.valueOf(sample.volume()),
          String.valueOf(sample.unit()),
          String.valueOf(sample.timestamp()));
    }
    return table.toString();
  }
}

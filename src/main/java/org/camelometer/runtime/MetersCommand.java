package org.camelometer.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.camelometer.definition.Settings;
import org.camelometer.hypervisor.HypervisorException;
import org.camelometer.poll.AlreadySaid;
import org.camelometer.poll.Deadline;
import org.camelometer.poll.Meter;
import org.camelometer.poll.Pollster;
import org.camelometer.poll.PollsterCatalog;
import org.camelometer.poll.Tick;
import org.camelometer.runtime.terminal.TextTable;
import org.camelometer.sample.JsonValues;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists every meter that the agent can read. */
@Command(
    name = "meters",
    description = {
      "Lists every known meter.",
      "Tells its name, type, unit and namespace, how it is read, and without what a hypervisor or"
          + " a guest doesn't give it. Connects to nothing without --here."
    },
    mixinStandardHelpOptions = true)
final class MetersCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  @Mixin private CommonOptions options = new CommonOptions();

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Option(
      names = "--here",
      description =
          "Polls once, for at most 30 s, and tells how many of the running guests give each meter.")
  private boolean here;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Map<String, String> overrides = options.settings();
    overrides.putIfAbsent("camelometer.namespaces", String.join(",", PollsterCatalog.namespaces()));
    Settings settings = AgentConfiguration.settings(options.config, overrides);
    try (PollsterCatalog catalog =
        Pollsters.known(options.config, settings, AgentSettings.from(settings))) {
      Tick tick = new Tick(Instant.now(), Deadline.in(LONGEST));
      print(catalog, here ? Optional.of(MeterCensus.take(catalog, tick)) : Optional.empty());
      return 0;
    } catch (HypervisorException e) {
      if (spec != null && !(e instanceof AlreadySaid)) {
        spec.commandLine().getErr().println(e.getMessage());
      }
      return Main.FAILED;
    }
  }

  private void print(PollsterCatalog catalog, Optional<MeterCensus> census) {
    List<Map<String, @Nullable Object>> meters = new ArrayList<>();
    for (List<PollsterCatalog.Entry> entries : List.of(catalog.entries(), catalog.unavailable())) {
      for (PollsterCatalog.Entry entry : entries) {
        for (Meter meter : entry.pollster().meters()) {
          meters.add(fields(entry, meter, census));
        }
      }
    }
    if (spec != null) {
      spec.commandLine().getOut().print(json ? lines(meters) : table(meters, census));
      spec.commandLine().getOut().flush();
    }
  }

  private static Map<String, @Nullable Object> fields(
      PollsterCatalog.Entry entry, Meter meter, Optional<MeterCensus> census) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("name", meter.name());
    fields.put("type", meter.type().text());
    fields.put("unit", meter.unit());
    fields.put("namespace", entry.namespace());
    fields.put("reading", meter.reading());
    fields.put("needs", needs(entry.pollster(), meter, census));
    census.ifPresent(
        guests -> {
          fields.put("given_by", guests.givers(meter.name()).orElse(null));
          fields.put("guests", guests.running());
        });
    return fields;
  }

  private static String needs(Pollster pollster, Meter meter, Optional<MeterCensus> census) {
    if (meter.needs().isEmpty()) {
      return census.flatMap(guests -> guests.lack(meter.name())).orElse("");
    }
    return pollster.mustBeNamed()
        ? meter.needs() + ", and a source that names it in full"
        : meter.needs();
  }

  private static String lines(List<Map<String, @Nullable Object>> meters) {
    StringBuilder lines = new StringBuilder();
    meters.forEach(fields -> lines.append(JsonValues.text(fields)).append('\n'));
    return lines.toString();
  }

  private static String table(
      List<Map<String, @Nullable Object>> meters, Optional<MeterCensus> census) {
    List<String> head =
        new ArrayList<>(List.of("METER", "TYPE", "UNIT", "NAMESPACE", "READ FROM", "NEEDS"));
    census.ifPresent(guests -> head.add(4, "GUESTS"));
    TextTable table = new TextTable(head);
    for (Map<String, @Nullable Object> fields : meters) {
      List<String> cells = new ArrayList<>();
      List.of("name", "type", "unit", "namespace", "reading", "needs")
          .forEach(key -> cells.add(String.valueOf(fields.get(key))));
      census.ifPresent(guests -> cells.add(4, share(fields)));
      table.add(cells.toArray(String[]::new));
    }
    return table.toString();
  }

  private static String share(Map<String, @Nullable Object> fields) {
    Object givers = fields.get("given_by");
    return givers == null ? "" : "%s of %s".formatted(givers, fields.get("guests"));
  }
}

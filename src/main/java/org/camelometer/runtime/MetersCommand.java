package org.camelometer.runtime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.camelometer.definition.Settings;
import org.camelometer.poll.Meter;
import org.camelometer.poll.PollsterCatalog;
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
    description = "Lists every known meter: name, type, unit, namespace, how it is read.",
    mixinStandardHelpOptions = true)
final class MetersCommand implements Callable<Integer> {
  @Mixin private CommonOptions options = new CommonOptions();

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Map<String, String> overrides = options.settings();
    overrides.putIfAbsent("camelometer.namespaces", String.join(",", PollsterCatalog.namespaces()));
    Settings settings = AgentConfiguration.settings(options.config, overrides);
    TextTable table = new TextTable(List.of("METER", "TYPE", "UNIT", "NAMESPACE", "READ FROM"));
    try (PollsterCatalog catalog = Pollsters.load(settings, AgentSettings.from(settings))) {
      for (PollsterCatalog.Entry entry : catalog.entries()) {
        for (Meter meter : entry.pollster().meters()) {
          add(meter, entry.namespace(), table);
        }
      }
    }
    if (!json) {
      print(table.toString());
    }
    return 0;
  }

  private void add(Meter meter, String namespace, TextTable table) {
    if (json) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      fields.put("name", meter.name());
      fields.put("type", meter.type().text());
      fields.put("unit", meter.unit());
      fields.put("namespace", namespace);
      fields.put("reading", meter.reading());
      print(JsonValues.text(fields) + "\n");
    } else {
      table.add(meter.name(), meter.type().text(), meter.unit(), namespace, meter.reading());
    }
  }

  private void print(String text) {
    if (spec != null) {
      spec.commandLine().getOut().print(text);
      spec.commandLine().getOut().flush();
    }
  }
}

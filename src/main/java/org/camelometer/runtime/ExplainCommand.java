package org.camelometer.runtime;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.camelometer.sample.JsonValues;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the way of a meter through the pipelines. */
@Command(
    name = "explain",
    description =
        "Shows which sources take a meter and by which entry, which transformers it meets, as what"
            + " it leaves, and where it goes. Starts nothing.",
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  @Mixin private CommonOptions options = new CommonOptions();

  @Parameters(paramLabel = "METER", description = "Its name, such as cpu or cpu_util.")
  private String meter = "";

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    AgentConfiguration configuration = AgentConfiguration.load(options.config, options.settings());
    try (Assembly assembly = Assembly.of(configuration)) {
      Explanation explanation = new Explanation(assembly, meter);
      if (spec != null) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(
            json
                ? JsonValues.text(explanation.fields())
                : String.join(System.lineSeparator(), explanation.lines()));
        out.flush();
      }
      return 0;
    }
  }
}

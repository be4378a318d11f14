package org.camelometer.runtime;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.camelometer.definition.Position;
import org.camelometer.definition.Problem;
import org.camelometer.sample.JsonValues;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Finds mistakes in a configuration before it runs. */
@Command(
    name = "check",
    description =
        "Checks everything that a run would read, and starts nothing. The exit code is 2 if there"
            + " is an error.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Mixin private CommonOptions options = new CommonOptions();

  @Option(names = "--strict", description = "Warnings count as errors.")
  private boolean strict;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    List<Problem> problems = ConfigurationCheck.of(options.config, options.settings());
    long errors = problems.stream().filter(problem -> strict || problem.isError()).count();
    if (spec != null) {
      PrintWriter out = spec.commandLine().getOut();
      problems.stream()
          .map(CheckCommand::inALine)
          .forEach(problem -> out.println(json ? json(problem) : problem.toString()));
      out.flush();
      spec.commandLine().getErr().println(summary(errors, problems.size() - errors));
    }
    return errors > 0 ? Main.WRONG : 0;
  }

  private String summary(long errors, long warnings) {
    return errors + warnings == 0
        ? "%s has no problem.".formatted(options.config)
        : "%s has %s and %s."
                .formatted(options.config, count(errors, "error"), count(warnings, "warning"))
            + (errors == 0 || strict ? "" : " More may show once the errors are mended.");
  }

  private static String count(long number, String what) {
    return "%s %s%s".formatted(number == 0 ? "no" : number, what, number == 1 ? "" : "s");
  }

  /**
   * Programs that read the output want a line and a column, also where a file is meant as a whole.
   */
  private static Problem inALine(Problem problem) {
    Position place = problem.position();
    Position first = new Position(place.file(), 1, 1);
    return place.line() > 0 ? problem : new Problem(first, problem.severity(), problem.sentence());
  }

  private static String json(Problem problem) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("file", problem.position().file());
    fields.put("line", problem.position().line());
    fields.put("column", problem.position().column());
    fields.put("severity", problem.severity().toString());
    fields.put("sentence", problem.sentence());
    return JsonValues.text(fields);
  }
}

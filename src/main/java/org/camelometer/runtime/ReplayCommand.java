package org.camelometer.runtime;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.camelometer.definition.Position;
import org.camelometer.definition.Problem;
import org.camelometer.runtime.replay.DeliveryPrinter;
import org.camelometer.runtime.replay.DifferencePrinter;
import org.camelometer.runtime.replay.Differences;
import org.camelometer.runtime.replay.EventTime;
import org.camelometer.runtime.replay.RecordedLine;
import org.camelometer.runtime.replay.RecordedSamples;
import org.camelometer.runtime.replay.RecordingException;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes recorded samples through the pipelines and prints what would be published. */
@Command(
    name = "replay",
    description = {
      "Takes recorded samples through the pipelines, without a network, and prints what each"
          + " publisher would get: a line {\"batch\": n, \"publisher\": \"url\", \"sample\": {…}} for"
          + " each sample. Nothing is polled or published.",
      "",
      "With --diff, prints instead how two configurations differ in that: what a change to"
          + " pipeline.yaml will do, before it runs.",
      ""
    },
    footer = {
      "",
      "A recording has one JSON object a line: a sample as 'poll --json' prints it and file://"
          + " publishes it (id and source may be missing), a metering message, or a notification"
          + " telemetry.polling or metering, bare, in its envelope, or as the body of a recorded AMQP"
          + " message. Signatures are not checked.",
      "",
      "A batch stands for one cycle of polling, at whose end transformers give out what they held"
          + " back. It is kept in memory as a whole: a recording of more than 100,000 samples should"
          + " have blank lines or --cycles, or CAMELOMETER_JAVA_OPTS=-Xmx2g. The clock of the transformers shows"
          + " the newest timestamp so far.",
      "",
      "Example: camelometer poll --json > now.jsonl",
      "         camelometer replay --diff new-config now.jsonl"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Everything was replayed, whether or not there are differences.",
      "1:A line can't be replayed, or reading failed; what came before it is printed.",
      "2:The configuration, a file's name or the command line is wrong; nothing is printed."
    },
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
  private static final String REPEATS =
      "warning: batch %d has %d samples and is more than one cycle of polling, but aggregator,"
          + " accumulator and arithmetic give out what they hold once a batch; --cycles, or blank"
          + " lines, make a batch of each cycle";

  @Mixin private CommonOptions options = new CommonOptions();

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Recordings, read in this order; - is the standard input. A blank line and the end of a"
              + " file end a batch.")
  private List<String> files = List.of();

  @Option(
      names = "--cycles",
      description =
          "A batch also ends before a meter of a resource that it has already: for recordings without"
              + " blank lines, such as those of file://.")
  private boolean byCycle;

  @Option(
      names = "--diff",
      paramLabel = "DIR",
      description =
          "Another configuration folder. Prints what only --config's pipelines give (-), what only"
              + " DIR's give (+), and what both give with different fields (~). Ids don't count, nor"
              + " does the order of samples.")
  private @Nullable Path other;

  @Option(
      names = "--json",
      description =
          "With --diff: one object a line, {\"batch\", \"publisher\", \"change\":"
              + " \"removed|added|changed\", \"sample\", \"to\"}. Otherwise it is JSON anyway.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  /** What is done with each batch. */
  private interface Step {
    void take(int number, List<Sample> samples, Instant now);
  }

  @Override
  public Integer call() throws IOException {
    AgentConfiguration configuration = load(options.config);
    RecordedLine decoder = new RecordedLine(configuration.agent().sampleSource());
    try (RecordedSamples recorded = new RecordedSamples(files, System.in, decoder, byCycle);
        Replay replay = Replay.of(configuration)) {
      return other == null
          ? print(recorded, configuration, replay)
          : compare(recorded, configuration, replay, load(other));
    }
  }

  private int print(RecordedSamples recorded, AgentConfiguration configuration, Replay replay) {
    tell(configuration, replay);
    DeliveryPrinter printer = new DeliveryPrinter(out());
    return forEach(
        recorded, (number, samples, now) -> printer.print(number, replay.publish(samples, now)));
  }

  private int compare(
      RecordedSamples recorded,
      AgentConfiguration configuration,
      Replay replay,
      AgentConfiguration second) {
    try (Replay otherReplay = Replay.of(second)) {
      tell(configuration, replay);
      tell(second, otherReplay);
      DifferencePrinter printer =
          new DifferencePrinter(
              configuration.directory().toString(), second.directory().toString(), json, out());
      Step step =
          (number, samples, now) ->
              printer.print(
                  number,
                  Differences.between(
                      replay.publish(samples, now), otherReplay.publish(samples, now)));
      int code = forEach(recorded, step);
      if (code == 0) {
        printer.end();
        out().flush();
      }
      return code;
    }
  }

  private AgentConfiguration load(Path directory) {
    return AgentConfiguration.load(directory, options.settings());
  }

  private void tell(AgentConfiguration configuration, Replay replay) {
    replay.problems().forEach(err()::println);
    if (configuration.pipelines().sources().isEmpty()) {
      err()
          .println(
              Problem.warning(
                  Position.of(configuration.directory().toString()),
                  "there are no pipelines to replay through; write a pipeline.yaml"));
    }
  }

  private int forEach(RecordedSamples recorded, Step step) {
    EventTime time = new EventTime();
    int number = 0;
    boolean told = false;
    try {
      for (var batch = recorded.next(); batch.isPresent(); batch = recorded.next()) {
        number++;
        if (batch.get().repeats() && !told) {
          told = true;
          err().println(REPEATS.formatted(number, batch.get().size()));
        }
        step.take(number, batch.get(), time.see(batch.get()));
        if (out().checkError()) {
          return Main.FAILED; // whoever read the output is gone
        }
      }
      return 0;
    } catch (RecordingException wrong) {
      err().println(wrong.getMessage());
      return Main.FAILED;
    }
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  private PrintWriter err() {
    return Objects.requireNonNull(spec).commandLine().getErr();
  }
}

package org.camelometer.runtime;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.camelometer.component.spool.SpoolFile;
import org.camelometer.component.spool.SpoolRecord;
import org.camelometer.component.spool.SpoolStatus;
import org.camelometer.component.spool.StoreException;
import org.camelometer.runtime.terminal.TextTable;
import org.camelometer.sample.JsonValues;
import org.camelometer.sample.SampleJson;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Shows what publishers have still to deliver and what they can't, and lets people decide on it.
 */
@Command(
    name = "spool",
    description = {
      "Shows and manages the spools of publishers, also while an agent runs.",
      "A spool keeps on disk what its publisher has accepted and not yet delivered, and sets apart"
          + " what the receiver will never take."
    },
    mixinStandardHelpOptions = true)
final class SpoolCommand implements Callable<Integer> {
  @Mixin private CommonOptions options = new CommonOptions();

  @Spec private @Nullable CommandSpec spec;

  /** Without a subcommand there is nothing to do. */
  @Override
  public Integer call() {
    spec().commandLine().usage(spec().commandLine().getErr());
    return Main.WRONG;
  }

  @Command(
      name = "ls",
      description =
          "Lists the spools. ACCEPTED = DELIVERED + PENDING + REFUSED, in samples, since the spool"
              + " was made; SET APART are those of REFUSED that are kept for retry.",
      mixinStandardHelpOptions = true)
  int list(@Option(names = "--json", description = "One JSON object a line.") boolean json)
      throws StoreException {
    SpoolFolder folder = SpoolFolder.of(options);
    TextTable table =
        new TextTable(
            List.of(
                "SPOOL",
                "ACCEPTED",
                "DELIVERED",
                "PENDING",
                "REFUSED",
                "SET APART",
                "BYTES",
                "OLDEST",
                "PUBLISHER"));
    for (String name : folder.names()) {
      SpoolStatus status = folder.status(name);
      String publisher = folder.publisher(name);
      if (json) {
        out().println(JsonValues.text(SpoolFields.of(name, status, publisher)));
      } else {
        table.add(SpoolFields.row(name, status, publisher));
      }
    }
    if (!json) {
      out().print(folder.names().isEmpty() ? folder.nothing() : table.toString());
    }
    out().flush();
    return 0;
  }

  @Command(
      name = "show",
      description = "Shows the records of a spool, the oldest first, or the samples of one.",
      mixinStandardHelpOptions = true)
  int show(
      @Parameters(paramLabel = "SPOOL", description = "Its name, as ls tells it.") String name,
      @Parameters(
              paramLabel = "ID",
              arity = "0..1",
              description = "A record: shows its samples as JSON lines.")
          @Nullable Long id,
      @Option(
              names = "--limit",
              defaultValue = "100",
              description = "How many records of each kind (default: 100).")
          int limit,
      @Option(names = "--json", description = "One JSON object a line.") boolean json)
      throws Exception {
    List<SpoolRecord> records;
    try (SpoolFile file = SpoolFolder.of(options).open(name)) {
      if (id != null) {
        return showSamples(file, name, id);
      }
      records =
          Stream.concat(file.quarantined(0, limit).stream(), file.pending(0, limit).stream())
              .toList();
    }
    print(name, records, json);
    return 0;
  }

  private void print(String name, List<SpoolRecord> records, boolean json) {
    if (json) {
      records.forEach(record -> out().println(JsonValues.text(SpoolFields.of(record))));
    } else {
      TextTable table =
          new TextTable(List.of("ID", "SINCE", "SAMPLES", "BYTES", "ATTEMPTS", "STATE"));
      records.forEach(record -> table.add(SpoolFields.row(record)));
      out()
          .print(records.isEmpty() ? "The spool %s is empty.%n".formatted(name) : table.toString());
    }
    out().flush();
  }

  private int showSamples(SpoolFile file, String name, long id) throws Exception {
    Optional<SpoolRecord> record =
        Stream.concat(file.quarantined(id - 1, 1).stream(), file.pending(id - 1, 1).stream())
            .filter(found -> found.id() == id)
            .findFirst();
    if (record.isEmpty()) {
      spec().commandLine().getErr().printf("The spool %s has no record %d.%n", name, id);
      return Main.FAILED;
    }
    SpoolFields.samples(record.get()).forEach(sample -> out().println(SampleJson.text(sample)));
    out().flush();
    return 0;
  }

  @Command(
      name = "retry",
      description = "Puts records that were set apart back into the queue, behind all others.",
      mixinStandardHelpOptions = true)
  int retry(
      @Parameters(index = "0", paramLabel = "SPOOL", description = "Its name, as ls tells it.")
          String name,
      @Parameters(index = "1..*", paramLabel = "ID", description = "Records, as show tells them.")
          long @Nullable [] ids,
      @Option(names = "--all", description = "All that were set apart.") boolean all)
      throws StoreException {
    long[] chosen = chosen(ids, all);
    try (SpoolFile file = SpoolFolder.of(options).open(name)) {
      int count = all ? file.retryAll() : file.retry(chosen);
      return tell(
          "%d records of the spool %s will be sent again.%n", count, name, all || count > 0);
    }
  }

  @Command(
      name = "drop",
      description = "Deletes records for good. Those that were pending count as refused.",
      mixinStandardHelpOptions = true)
  int drop(
      @Parameters(index = "0", paramLabel = "SPOOL", description = "Its name, as ls tells it.")
          String name,
      @Parameters(index = "1..*", paramLabel = "ID", description = "Records, as show tells them.")
          long @Nullable [] ids,
      @Option(names = "--all", description = "All of that kind.") boolean all,
      @Option(names = "--pending", description = "Records that wait, instead of those set apart.")
          boolean pending)
      throws StoreException {
    long[] chosen = chosen(ids, all);
    try (SpoolFile file = SpoolFolder.of(options).open(name)) {
      int count = all ? file.dropAll(!pending) : file.drop(!pending, chosen);
      return tell("%d records of the spool %s are deleted.%n", count, name, all || count > 0);
    }
  }

  private long[] chosen(long @Nullable [] ids, boolean all) {
    if ((ids == null) != all) {
      throw new ParameterException(
          spec().commandLine(), "Name records by their ids, or write --all; one of the two.");
    }
    return ids == null ? new long[0] : ids;
  }

  private int tell(String sentence, int count, String name, boolean done) {
    out().printf(sentence, count, name);
    out().flush();
    return done ? 0 : Main.FAILED;
  }

  private PrintWriter out() {
    return spec().commandLine().getOut();
  }

  private CommandSpec spec() {
    if (spec == null) {
      throw new IllegalStateException("picocli sets this first");
    }
    return spec;
  }
}

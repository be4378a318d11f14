package org.camelometer.runtime;

import java.io.PrintWriter;
import java.util.ArrayList;
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
  private static final List<String> COLUMNS =
      List.of(
          "SPOOL",
          "ACCEPTED",
          "DELIVERED",
          "PENDING",
          "REFUSED",
          "SET APART",
          "BYTES",
          "OLDEST",
          "PUBLISHER");

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
              + " was made; SET APART are those of REFUSED that are kept for retry. The exit code is"
              + " 1 if one of them can't be read.",
      mixinStandardHelpOptions = true)
  int list(@Option(names = "--json", description = "One JSON object a line.") boolean json) {
    SpoolFolder folder = SpoolFolder.of(options);
    List<String> troubles = new ArrayList<>();
    TextTable table = new TextTable(COLUMNS);
    for (String name : folder.names()) {
      try {
        SpoolStatus status = folder.status(name);
        String publisher = folder.publisher(name);
        if (json) {
          out().println(JsonValues.text(SpoolFields.of(name, status, publisher)));
        } else {
          table.add(SpoolFields.row(name, status, publisher));
        }
      } catch (StoreException e) {
        troubles.add(folder.trouble(name, e));
      }
    }
    return end(folder, json ? "" : table.toString(), troubles);
  }

  private int end(SpoolFolder folder, String table, List<String> troubles) {
    boolean none = folder.names().isEmpty();
    out().print(none && !table.isEmpty() ? folder.nothing() : table);
    out().flush();
    troubles.forEach(err()::println);
    return troubles.isEmpty() && !(none && folder.fault().isPresent()) ? 0 : Main.FAILED;
  }

  @Command(
      name = "show",
      description =
          "Shows the records of a spool, those set apart first, each kind from the oldest on; or the"
              + " samples of one.",
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
    return with(
        name,
        records -> {
          if (id != null) {
            return showSamples(records, id);
          }
          SpoolFile file = records.file();
          List<SpoolRecord> all =
              Stream.concat(file.quarantined(0, limit).stream(), file.pending(0, limit).stream())
                  .toList();
          print(name, all, json);
          return 0;
        });
  }

  private interface Act {
    int on(NamedRecords records) throws Exception;
  }

  private int with(String name, Act act) throws Exception {
    SpoolFolder folder = SpoolFolder.of(options);
    try (SpoolFile file = folder.open(name)) {
      return act.on(new NamedRecords(name, file));
    } catch (StoreException e) {
      err().println(folder.trouble(name, e));
      return Main.FAILED;
    }
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

  private int showSamples(NamedRecords records, long id) throws Exception {
    Optional<SpoolRecord> record = records.find(id);
    if (record.isEmpty()) {
      err().println(records.absent(id));
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
      throws Exception {
    long[] chosen = chosen("retry", ids, all);
    return with(
        name,
        records -> {
          List<String> others =
              records.misplaced(chosen, true, "waits already, and will be sent in its turn");
          SpoolFile file = records.file();
          int count = all ? file.retryAll() : file.retry(chosen);
          return tell("%s of the spool %s will be sent again.%n", count, name, others);
        });
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
      throws Exception {
    long[] chosen = chosen("drop", ids, all);
    String instead =
        pending
            ? "was set apart; drop it without --pending"
            : "waits to be delivered; add --pending to drop it";
    return with(
        name,
        records -> {
          List<String> others = records.misplaced(chosen, !pending, instead);
          SpoolFile file = records.file();
          int count = all ? file.dropAll(!pending) : file.drop(!pending, chosen);
          return tell("%s of the spool %s deleted.%n", count, name, others);
        });
  }

  private long[] chosen(String command, long @Nullable [] ids, boolean all) {
    if ((ids == null) != all) {
      throw new ParameterException(
          spec().subcommands().get(command),
          "Name records by their ids, or write --all; one of the two.");
    }
    return ids == null ? new long[0] : ids;
  }

  /** Tells what was done, unless it is nothing of what was named, and why not the others. */
  private int tell(String sentence, int count, String name, List<String> others) {
    if (count > 0 || others.isEmpty()) {
      out().printf(sentence, count == 1 ? "1 record" : count + " records", name);
      out().flush();
    }
    others.forEach(err()::println);
    return others.isEmpty() ? 0 : Main.FAILED;
  }

  private PrintWriter err() {
    return spec().commandLine().getErr();
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

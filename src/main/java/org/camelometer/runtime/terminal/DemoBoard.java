package org.camelometer.runtime.terminal;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/**
 * Shows the latest samples: as a table that is drawn anew on a terminal, as one line a sample
 * elsewhere. Called by a route, one batch at a time.
 */
public final class DemoBoard {
  private static final String CLEAR = "\033[H\033[2J";
  private static final Comparator<Sample> BY_RESOURCE =
      Comparator.comparing((Sample s) -> String.valueOf(s.resourceMetadata().get("display_name")))
          .thenComparing(s -> String.valueOf(s.resourceId()))
          .thenComparing(Sample::name);

  private final String title;
  private final PrintStream out;
  private final @Nullable Terminal terminal;
  private final Supplier<String> footer;
  private final Map<String, Row> rows = new TreeMap<>();

  /**
   * A board.
   *
   * @param terminal where a table can be drawn; null for plain lines
   * @param footer the last line of the table
   */
  public DemoBoard(
      String title, PrintStream out, @Nullable Terminal terminal, Supplier<String> footer) {
    this.title = title;
    this.out = out;
    this.terminal = terminal;
    this.footer = footer;
  }

  /** Takes the samples of a batch and shows them. */
  public synchronized void show(List<Sample> samples) {
    if (terminal == null) {
      samples.forEach(sample -> out.println(line(sample)));
    } else {
      samples.forEach(this::keep);
      draw(terminal.rows(), terminal.columns());
    }
    out.flush();
  }

  private static String line(Sample sample) {
    return "%s %s %s %s %s"
        .formatted(
            sample.timestamp(),
            sample.name(),
            sample.resourceId(),
            sample.volume(),
            String.valueOf(sample.unit()))
        .stripTrailing();
  }

  private void keep(Sample sample) {
    rows.merge(
        sample.name() + "\0" + sample.resourceId(),
        new Row(sample, null),
        (before, now) -> new Row(now.latest(), before.latest()));
  }

  private void draw(int height, int width) {
    List<String> lines = new ArrayList<>(table().lines());
    int room = Math.max(3, height - 5);
    if (lines.size() > room) {
      int hidden = lines.size() - room + 1;
      lines = new ArrayList<>(lines.subList(0, room - 1));
      lines.add("… and %d more; a higher window shows them".formatted(hidden));
    }
    out.print(CLEAR);
    out.println(cut(title, width));
    out.println();
    lines.forEach(line -> out.println(cut(line, width)));
    out.println();
    out.print(cut(footer.get(), width));
  }

  private TextTable table() {
    TextTable table =
        new TextTable(List.of("GUEST", "METER", "DEVICE", "VOLUME", "UNIT", "CHANGE"));
    rows.values().stream()
        .sorted(Comparator.comparing(Row::latest, BY_RESOURCE))
        .forEach(row -> table.add(row.cells()));
    return table;
  }

  private static String cut(String line, int width) {
    return line.length() <= width ? line : line.substring(0, width - 1) + "…";
  }

  /** The latest sample of a meter and resource, and the one before. */
  private record Row(Sample latest, @Nullable Sample before) {

    String[] cells() {
      Map<String, @Nullable Object> metadata = latest.resourceMetadata();
      Object device = metadata.getOrDefault("disk_name", metadata.get("vnic_name"));
      return new String[] {
        String.valueOf(metadata.get("display_name")),
        latest.name(),
        device == null ? "" : device.toString(),
        volume(),
        String.valueOf(latest.unit()),
        change()
      };
    }

    /** What was divided has more digits than anybody reads. */
    private String volume() {
      return latest.volume() instanceof Double number
          ? "%.2f".formatted(number)
          : String.valueOf(latest.volume());
    }

    private String change() {
      if (before != null
          && latest.volume() instanceof Number now
          && before.volume() instanceof Number then) {
        double change = now.doubleValue() - then.doubleValue();
        String format = change == Math.rint(change) ? "%+.0f" : "%+.2f";
        return change == 0 ? "" : format.formatted(change);
      }
      return "";
    }
  }
}

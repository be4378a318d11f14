package org.camelometer.runtime.replay;

import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camelometer.runtime.terminal.TextTable;
import org.camelometer.sample.JsonValues;
import org.camelometer.sample.Sample;
import org.camelometer.sample.SampleJson;
import org.jspecify.annotations.Nullable;

/** Prints how two configurations differ in what their publishers would get. For one thread. */
public final class DifferencePrinter {
  private final String first;
  private final String second;
  private final boolean json;
  private final PrintWriter out;
  private final Map<Change.Kind, Long> counts = new EnumMap<>(Change.Kind.class);
  private long alike;

  /**
   * Prints differences.
   *
   * @param first the name that the user gave one configuration
   * @param second the name of the other
   * @param json one object a line instead of a text for people
   */
  public DifferencePrinter(String first, String second, boolean json, PrintWriter out) {
    this.first = first;
    this.second = second;
    this.json = json;
    this.out = out;
  }

  /** Prints how the two differ in a batch, numbered from 1. */
  public void print(int number, Differences differences) {
    alike += differences.alike();
    differences.changes().forEach(change -> counts.merge(change.kind(), 1L, Long::sum));
    if (json) {
      differences.changes().forEach(change -> out.print(object(number, change) + "\n"));
    } else {
      byPublisher(differences).forEach((publisher, changes) -> table(number, publisher, changes));
    }
  }

  private static String object(int number, Change change) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("batch", number);
    object.put("publisher", change.publisher());
    object.put("change", change.kind().toString());
    object.put("sample", SampleJson.fields(change.sample()));
    if (change.kind() == Change.Kind.CHANGED) {
      object.put("to", SampleJson.fields(change.to()));
    }
    return JsonValues.text(object);
  }

  private static Map<String, List<Change>> byPublisher(Differences differences) {
    return differences.changes().stream()
        .collect(Collectors.groupingBy(Change::publisher, LinkedHashMap::new, Collectors.toList()));
  }

  private void table(int number, String publisher, List<Change> changes) {
    TextTable table = new TextTable(List.of("", "", "", "", "", ""));
    for (Change change : changes) {
      Sample sample = change.to();
      table.add(
          String.valueOf(change.kind().sign()),
          cell(sample.name()),
          cell(sample.resourceId()),
          cell(sample.volume()),
          cell(sample.unit()),
          change.fields().stream().map(FieldChange::toString).collect(Collectors.joining(", ")));
    }
    out.print("batch %d, %s\n".formatted(number, cell(publisher)));
    table.lines().stream().skip(1).forEach(line -> out.print("  " + line + "\n"));
  }

  /** Texts as they are unless they could disturb the table or the terminal. */
  private static String cell(@Nullable Object value) {
    return value instanceof String text && text.chars().noneMatch(Character::isISOControl)
        ? text
        : JsonValues.text(value);
  }

  /** Prints what is known only after the last batch: how many samples differ. */
  public void end() {
    if (!json) {
      out.print(
          "%d alike, %d only in %s, %d only in %s, %d changed\n"
              .formatted(
                  alike,
                  count(Change.Kind.REMOVED),
                  first,
                  count(Change.Kind.ADDED),
                  second,
                  count(Change.Kind.CHANGED)));
    }
  }

  private long count(Change.Kind kind) {
    return counts.getOrDefault(kind, 0L);
  }
}

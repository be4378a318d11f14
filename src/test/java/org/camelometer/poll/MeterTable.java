package org.camelometer.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.camelometer.poll.AgentContext.Units;

/** A table of docs/meters.md, which says what the code says. */
public final class MeterTable {
  private static final Path DOCUMENT = Path.of("docs/meters.md");
  private static final String WRITE = "meters.document.write";

  private MeterTable() {}

  /**
   * Holds the table against the pollsters, or writes it anew where a property says so.
   *
   * @param test stands in the comment before the table
   */
  public static void check(Class<?> test, Function<Units, List<Pollster>> pollsters)
      throws IOException {
    String begins =
        "<!-- The table is made of the code, by %s. -->\n".formatted(test.getSimpleName());
    String ends = "<!-- Here it ends. -->\n";
    String text = Files.readString(DOCUMENT);
    int begin = text.indexOf(begins) + begins.length();
    int end = text.indexOf(ends, begin);
    assertThat(begin).isGreaterThanOrEqualTo(begins.length()).isLessThanOrEqualTo(end);
    String table = table(pollsters.apply(Units.LEGACY), pollsters.apply(Units.IEC));
    String written = text.substring(0, begin) + table + text.substring(end);
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(DOCUMENT, written);
    } else {
      assertThat(text)
          .as(
              "%s is out of date; write its table anew: mvn test -Dtest=%s -D%s=true",
              DOCUMENT, test.getSimpleName(), WRITE)
          .isEqualTo(written);
    }
  }

  private static String table(List<Pollster> legacy, List<Pollster> iec) {
    StringBuilder table = new StringBuilder();
    table.append(
        "| meter | type | unit | made of | needs | selected by |\n|---|---|---|---|---|---|\n");
    for (int i = 0; i < legacy.size(); i++) {
      Meter meter = legacy.get(i).meters().get(0);
      String other = iec.get(i).meters().get(0).unit();
      List<String> cells = new ArrayList<>();
      cells.add("`" + meter.name() + "`");
      cells.add(meter.type().text());
      cells.add(meter.unit().equals(other) ? meter.unit() : meter.unit() + " or " + other);
      cells.add(meter.reading().replace("*", "\\*"));
      cells.add(meter.needs());
      cells.add(legacy.get(i).mustBeNamed() ? "its name" : "name, glob");
      table.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
    return table.toString();
  }
}

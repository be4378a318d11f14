package org.camelometer.hypervisor.meters;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camelometer.hypervisor.libvirt.FakeInspector;
import org.camelometer.poll.AgentContext.Units;
import org.camelometer.poll.Meter;
import org.camelometer.poll.Pollster;
import org.junit.jupiter.api.Test;

/** The table of docs/meters.md says what the code says. */
class MetersDocumentTest {
  private static final Path DOCUMENT = Path.of("docs/meters.md");
  private static final String WRITE = "meters.document.write";
  private static final String BEGIN =
      "<!-- The table is made of the code, by MetersDocumentTest. -->\n";
  private static final String END = "<!-- Here it ends. -->\n";

  @Test
  void hasTheTableThatTheCodeGives() throws Exception {
    String text = Files.readString(DOCUMENT);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END);
    assertThat(begin).isGreaterThanOrEqualTo(BEGIN.length()).isLessThanOrEqualTo(end);
    String written = text.substring(0, begin) + table() + text.substring(end);
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(DOCUMENT, written);
    } else {
      assertThat(text)
          .as(
              "%s is out of date; write its table anew: mvn test -Dtest=MetersDocumentTest -D%s=true",
              DOCUMENT, WRITE)
          .isEqualTo(written);
    }
  }

  private static String table() {
    List<Pollster> legacy = pollsters(Units.LEGACY);
    List<Pollster> iec = pollsters(Units.IEC);
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

  private static List<Pollster> pollsters(Units units) {
    return ComputeProvider.provision(Polls.agent(units, Map.of()), new FakeInspector()).pollsters();
  }
}

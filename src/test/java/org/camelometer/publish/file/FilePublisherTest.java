package org.camelometer.publish.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.camelometer.publish.Publishing;
import org.camelometer.sample.Sample;
import org.camelometer.sample.SampleJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePublisherTest {
  @TempDir private Path folder = Path.of(".");

  private final List<Sample> samples =
      List.of(
          Publishing.sample("int", 5),
          Publishing.sample("float", 1e16),
          Publishing.sample("text", "it's\n\"\u0007\u200b"),
          Publishing.sample("bool", true));

  @Test
  void writesJsonByDefault() throws Exception {
    write("file://" + folder + "/samples");
    assertThat(Files.readAllLines(folder.resolve("samples")).stream().map(SampleJson::read))
        .containsExactlyElementsOf(samples);
  }

  @Test
  void writesWhatPythonWouldOnRequest() throws Exception {
    write("file://" + folder + "/samples");
    write("file://" + folder + "/python?format=python");
    String script = "import json, sys\nfor line in sys.stdin: print(str(json.loads(line)))";
    ProcessBuilder python =
        new ProcessBuilder("python3", "-X", "utf8", "-c", script)
            .redirectInput(folder.resolve("samples").toFile())
            .redirectErrorStream(true);
    Process process = python.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("python3 must be there and run: %s", output).isZero();
    assertThat(folder.resolve("python")).hasContent(output);
  }

  @Test
  void saysWhichFileCannotBeWrittenAndWhy() {
    assertThatThrownBy(() -> write("file:///dev/full"))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "the file /dev/full can't be written (No space left on device); make room or mend its"
                + " folder");
    assertThatThrownBy(() -> write("file:///dev/null/samples"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/dev/null");
  }

  private void write(String entry) throws Exception {
    try (FilePublisher publisher = (FilePublisher) Publishing.create(entry)) {
      publisher.write(samples);
    }
  }
}

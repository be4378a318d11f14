package org.camelometer.publish.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.camelometer.publish.PartlyRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotatingFileTest {
  @TempDir private Path folder = Path.of(".");

  /** What Python's own handler leaves is the measure, in every file and every byte. */
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0, 3",
    "100, 0",
    "100, 1",
    "100, 3",
    "1, 2",
    "1000, 2",
    "1000, 5",
    "4096, 10",
    "1000000, 2",
    "-5, 2",
    "200, -1",
    "64, 3"
  })
  void rotatesWherePythonDoes(long maxBytes, int backups) throws Exception {
    List<String> lines = lines(new Random(maxBytes * 31 + backups));
    Path theirs = folder.resolve("theirs");
    python(lines, theirs, maxBytes, backups);

    Path ours = folder.resolve("ours");
    try (RotatingFile file = new RotatingFile(ours.resolve("samples"), maxBytes, backups)) {
      for (int i = 0; i < lines.size(); i += 7) {
        file.append(utf8(lines.subList(i, Math.min(i + 7, lines.size()))));
      }
    }
    assertThat(contents(ours)).isEqualTo(contents(theirs));
  }

  @Test
  void continuesAFileThatIsThere() throws Exception {
    Path path = folder.resolve("samples");
    Files.writeString(path, "0123456789\n");
    try (RotatingFile file = new RotatingFile(path, 16, 1)) {
      file.append(utf8(List.of("abc")));
      file.append(utf8(List.of("d")));
    }
    assertThat(contents(folder))
        .containsExactly(Map.entry("samples", "d\n"), Map.entry("samples.1", "0123456789\nabc\n"));
  }

  @Test
  void makesTheFileAnewWhenOthersMoveOrRemoveIt() throws Exception {
    Path path = folder.resolve("deep/er/samples");
    try (RotatingFile file = new RotatingFile(path, 0, 0)) {
      file.append(utf8(List.of("one")));
      Files.move(path, path.resolveSibling("moved"));
      file.append(utf8(List.of("two")));
      assertThat(path.resolveSibling("moved")).hasContent("one\n");
      assertThat(path).hasContent("two\n");
      Files.delete(path.resolveSibling("moved"));
      Files.delete(path);
      Files.delete(path.getParent());
      file.append(utf8(List.of("three")));
      assertThat(path).hasContent("three\n");
    }
  }

  @Test
  void neverRenamesADevice() {
    try (RotatingFile file = new RotatingFile(Path.of("/dev/null"), 1, 3)) {
      file.append(utf8(List.of("into the void")));
    } catch (IOException | PartlyRefusedException e) {
      throw new AssertionError(e);
    }
    assertThat(Path.of("/dev/null.1")).doesNotExist();
  }

  @Test
  void failsOnAFullDiskAndTriesAgain() throws Exception {
    Path link = folder.resolve("samples");
    Files.createSymbolicLink(link, Path.of("/dev/full"));
    try (RotatingFile file = new RotatingFile(link, 0, 0)) {
      assertThatThrownBy(() -> file.append(utf8(List.of("one", "two"))))
          .isInstanceOf(IOException.class);
      Files.delete(link);
      file.append(utf8(List.of("three")));
    }
    assertThat(link).hasContent("three\n");
  }

  @Test
  void failsBelowSomethingThatIsNoFolderAndTriesAgain() throws Exception {
    Path blocker = Files.createFile(folder.resolve("blocker"));
    try (RotatingFile file = new RotatingFile(blocker.resolve("samples"), 0, 0)) {
      assertThatThrownBy(() -> file.append(utf8(List.of("one")))).isInstanceOf(IOException.class);
      Files.delete(blocker);
      file.append(utf8(List.of("two")));
    }
    assertThat(blocker.resolve("samples")).hasContent("two\n");
  }

  @Test
  void tellsHowManyLinesWereTakenBeforeARotationFailed() throws Exception {
    Path path = folder.resolve("samples");
    Files.createDirectories(folder.resolve("samples.1/not empty"));
    try (RotatingFile file = new RotatingFile(path, 9, 1)) {
      assertThatThrownBy(() -> file.append(utf8(List.of("one", "two", "three", "four"))))
          .isInstanceOfSatisfying(
              PartlyRefusedException.class, e -> assertThat(e.refused()).isEqualTo(2))
          .hasMessageContaining("took 2 of 4 lines");
    }
    assertThat(path).hasContent("one\ntwo\n");
  }

  /** A process may only write files up to a size: a disk that gets full in the midst of a line. */
  @Test
  void leavesNoHalfLineWhenTheDiskGetsFull() throws Exception {
    Path path = folder.resolve("samples");
    Process process =
        new ProcessBuilder(
                "bash",
                "-c",
                "ulimit -f 1; trap '' XFSZ; exec \"$0\" \"$@\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                FillingDisk.class.getName(),
                path.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("lines refused; %s", output).isEqualTo(4);
    assertThat(Files.readAllLines(path)).hasSize(6).allMatch(line -> line.length() == 160);
  }

  private static List<String> lines(Random random) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      lines.add(i + " " + "é\ud83d\ude00x".repeat(random.nextInt(12)));
    }
    return lines;
  }

  /** All files that aren't empty: newer Pythons spare empty ones the rotation. */
  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file);
        if (!text.isEmpty()) {
          contents.put(String.valueOf(file.getFileName()), text);
        }
      }
    }
    return contents;
  }

  private void python(List<String> lines, Path into, long maxBytes, int backups)
      throws IOException, InterruptedException {
    String script =
        """
        import logging, logging.handlers, sys
        source, target, size, count = sys.argv[1:]
        handler = logging.handlers.RotatingFileHandler(
            target, 'a', int(size), int(count), encoding='utf-8')
        logger = logging.Logger('lines')
        logger.addHandler(handler)
        for line in open(source, encoding='utf-8', newline='\\n'):
            logger.info('%s', line.rstrip('\\n'))
        """;
    Files.createDirectories(into);
    Path source = Files.write(folder.resolve("lines"), lines);
    Process process =
        new ProcessBuilder(
                "python3",
                "-c",
                script,
                source.toString(),
                into.resolve("samples").toString(),
                Long.toString(maxBytes),
                Integer.toString(backups))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("python3 must be there and run: %s", output).isZero();
  }

  private static List<byte[]> utf8(List<String> lines) {
    return lines.stream().map(line -> line.getBytes(StandardCharsets.UTF_8)).toList();
  }
}

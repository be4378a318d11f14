package org.camelometer.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program that a test needs; whatever keeps it from succeeding fails the test. */
final class Command {

  private Command() {}

  /**
   * What the program prints on stdout. It gets no input.
   *
   * @throws AssertionError when it can't be started, takes longer, or ends with another code than
   *     0; then with all that it printed
   */
  static String run(Duration limit, List<String> command) {
    try {
      Path output = Files.createTempFile("camelometer", ".out");
      Path errors = Files.createTempFile("camelometer", ".err");
      try {
        int code = finish(limit, command, output, errors);
        if (code != 0) {
          throw new AssertionError(
              "%s ended with code %d: %s%s"
                  .formatted(command, code, Files.readString(errors), Files.readString(output)));
        }
        return Files.readString(output);
      } finally {
        Files.delete(output);
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new AssertionError(command + " could not be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(command + " was interrupted", e);
    }
  }

  private static int finish(Duration limit, List<String> command, Path output, Path errors)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(command + " took longer than " + limit);
    }
    return process.exitValue();
  }
}

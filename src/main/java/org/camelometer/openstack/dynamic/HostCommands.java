package org.camelometer.openstack.dynamic;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs commands of this host, without a shell wherever their text is plain. What was put together
 * from data is never given to a shell. For any number of threads.
 */
final class HostCommands {
  private static final int MOST_BYTES = 16 << 20;

  /**
   * The output of a command, what it complains of included, without the line's end behind it. Its
   * exit code says nothing here, as with Ceilometer.
   *
   * @param asWritten whether an operator wrote it as it stands
   * @throws ReadingException if it can't be started, takes too long or says too much
   */
  String run(String command, boolean asWritten, Duration timeout) throws ReadingException {
    Process process = start(command, words(command, asWritten));
    CompletableFuture<byte[]> output = new CompletableFuture<>();
    Thread reader = new Thread(() -> read(process, output), "host-command");
    reader.setDaemon(true);
    reader.start();
    try {
      byte[] bytes = output.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (bytes.length > MOST_BYTES) {
        throw new ReadingException(
            "%s says more than %d bytes".formatted(shown(command), MOST_BYTES));
      }
      return new String(bytes, StandardCharsets.UTF_8).replaceFirst("\\R\\z", "");
    } catch (TimeoutException late) {
      throw new ReadingException(
          "%s doesn't end within %d ms".formatted(shown(command), timeout.toMillis()));
    } catch (ExecutionException e) {
      throw new ReadingException("%s can't be read: %s".formatted(shown(command), e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ReadingException("%s was given up, as the agent stops".formatted(shown(command)));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static List<String> words(String command, boolean asWritten) throws ReadingException {
    Optional<List<String>> words = CommandWords.split(command);
    if (words.isPresent()) {
      return words.get();
    }
    if (!asWritten) {
      throw new ReadingException(
          "%s needs a shell, which gets no command that was put together from data"
              .formatted(shown(command)));
    }
    return List.of("/bin/sh", "-c", command);
  }

  private static Process start(String command, List<String> words) throws ReadingException {
    if (words.isEmpty()) {
      throw new ReadingException("the host_command is empty");
    }
    try {
      return new ProcessBuilder(words)
          .redirectErrorStream(true)
          .redirectInput(new File("/dev/null"))
          .start();
    } catch (IOException e) {
      throw new ReadingException("%s can't be run: %s".formatted(shown(command), e.getMessage()));
    }
  }

  private static void read(Process process, CompletableFuture<byte[]> output) {
    try (InputStream stream = process.getInputStream()) {
      output.complete(stream.readNBytes(MOST_BYTES + 1));
    } catch (IOException e) {
      output.completeExceptionally(e);
    }
  }

  /** Its first word alone: the others may be secrets, or change from call to call. */
  private static String shown(String command) {
    return "the command '%s'".formatted(command.strip().replaceFirst("\\s[\\s\\S]*", " …"));
  }
}

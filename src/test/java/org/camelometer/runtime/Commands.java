package org.camelometer.runtime;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs commands as somebody types them, and keeps what they print. */
final class Commands {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Runs one on a configuration folder; its exit code. */
  int run(Path folder, String command, String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> line = new ArrayList<>(List.of(command, "--config", folder.toString()));
    line.addAll(List.of(arguments));
    return Main.commands()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(line.toArray(String[]::new));
  }

  /** The lines of its results. */
  List<String> out() {
    return out.toString().lines().toList();
  }

  /** The lines that it said beside them. */
  List<String> err() {
    return err.toString().lines().toList();
  }
}

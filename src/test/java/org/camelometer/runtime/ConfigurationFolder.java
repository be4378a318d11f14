package org.camelometer.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A configuration folder that polls libvirt's built-in example every second, at once. */
final class ConfigurationFolder {
  /** Reads what {@code test:///default} has: one guest. */
  private static final String SETTINGS =
      """
      camelometer.libvirt.uri=test:///default
      camelometer.polling.spread=0
      camelometer.management.port=0
      """;

  private final Path folder;

  ConfigurationFolder(Path folder) {
    this.folder = folder;
    write("application.properties", SETTINGS);
    set("camelometer.state-dir", folder.resolve("state").toString());
  }

  Path path() {
    return folder;
  }

  /** Adds settings. */
  ConfigurationFolder set(String key, String value) {
    return write(
        "application.properties", read("application.properties") + key + "=" + value + "\n");
  }

  /** A source {@code s} of some meters, whose sink {@code k} has these publishers. */
  ConfigurationFolder pipeline(String meters, String... publishers) {
    StringBuilder text = new StringBuilder();
    text.append("sources: [{name: s, interval: 1, meters: [%s], sinks: [k]}]\n".formatted(meters));
    text.append("sinks:\n- name: k\n  publishers:\n");
    for (String publisher : publishers) {
      text.append("  - ").append(publisher).append('\n');
    }
    return write("pipeline.yaml", text.toString());
  }

  ConfigurationFolder write(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String read(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of a file that may not be there yet. */
  static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Agent start() {
    return Agents.start(folder);
  }
}

package org.camelometer.definition;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code application.properties}, the environment and the command line, each of which wins over the
 * one before. The variable of a key has its name in capitals, with every other sign turned into
 * {@code _}. Immutable.
 */
public final class Settings {
  private final String file;
  private final List<String> lines;
  private final Properties properties;
  private final Map<String, String> environment;
  private final Map<String, String> overrides;

  private Settings(
      String file,
      List<String> lines,
      Properties properties,
      Map<String, String> environment,
      Map<String, String> overrides) {
    this.overrides = Map.copyOf(overrides);
    this.file = file;
    this.lines = lines;
    this.properties = properties;
    this.environment = Map.copyOf(environment);
  }

  /**
   * Reads a file that may be missing.
   *
   * @throws DefinitionException if it is there and can't be read
   */
  public static Settings load(Path file, Map<String, String> environment) {
    Properties properties = new Properties();
    if (!Files.exists(file)) {
      return new Settings(file.toString(), List.of(), properties, environment, Map.of());
    }
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
      return new Settings(
          file.toString(), Files.readAllLines(file), properties, environment, Map.of());
    } catch (IOException | IllegalArgumentException e) {
      throw new DefinitionException(
          Position.of(file.toString()), "the file can't be read: " + e.getMessage());
    }
  }

  /** Settings without file or environment, for tests and embedders. */
  public static Settings of(Map<String, String> values) {
    Properties properties = new Properties();
    properties.putAll(values);
    return new Settings("settings", List.of(), properties, Map.of(), Map.of());
  }

  /** The value of a key, trimmed; empty where it is not set. */
  public Optional<String> get(String key) {
    String value = overrides.get(key);
    if (value == null) {
      value = environment.getOrDefault(variable(key), properties.getProperty(key));
    }
    return Optional.ofNullable(value).map(String::trim);
  }

  public String get(String key, String otherwise) {
    return get(key).orElse(otherwise);
  }

  /**
   * A whole number.
   *
   * @throws DefinitionException naming the key if it is none, or below the least allowed
   */
  public int integer(String key, int otherwise, int least) {
    return integer(key, otherwise, least, Integer.MAX_VALUE);
  }

  /** The same that is at most so much. */
  public int integer(String key, int otherwise, int least, int most) {
    String text = get(key, "");
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // told below, with the key
    }
    throw wrong(
        key,
        most == Integer.MAX_VALUE
            ? "is not a whole number of at least " + least
            : "is not a whole number from %d to %d".formatted(least, most));
  }

  /** One of the constants of an enum, written in lower case. */
  public <E extends Enum<E>> E choice(String key, E otherwise) {
    String text = get(key, "");
    if (text.isEmpty()) {
      return otherwise;
    }
    Set<String> names = new TreeSet<>();
    for (E constant : otherwise.getDeclaringClass().getEnumConstants()) {
      String name = constant.name().toLowerCase(Locale.ROOT);
      if (name.equals(text)) {
        return constant;
      }
      names.add(name);
    }
    throw wrong(key, "is none of " + String.join(", ", names));
  }

  /**
   * {@code true} or {@code false}.
   *
   * @throws DefinitionException naming the key if it is neither
   */
  public boolean flag(String key, boolean otherwise) {
    String text = get(key, "").toLowerCase(Locale.ROOT);
    if (!Set.of("", "true", "false").contains(text)) {
      throw wrong(key, "is neither true nor false");
    }
    return text.isEmpty() ? otherwise : text.equals("true");
  }

  /** The same with some keys set by the command line, which wins over everything. */
  public Settings with(Map<String, String> commandLine) {
    Map<String, String> all = new HashMap<>(overrides);
    all.putAll(commandLine);
    return new Settings(file, lines, properties, environment, all);
  }

  /** The exception for a key whose value can't be used: {@code key = 'value' <fault>}. */
  public DefinitionException wrong(String key, String fault) {
    return new DefinitionException(
        position(key), "%s = '%s' %s".formatted(key, get(key, ""), fault));
  }

  /** Where a key was set; the whole file if it wasn't. */
  public Position position(String key) {
    if (overrides.containsKey(key)) {
      return Position.of("command line");
    }
    if (environment.containsKey(variable(key))) {
      return Position.of("environment variable " + variable(key));
    }
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).stripLeading();
      if (line.startsWith(key) && line.substring(key.length()).matches("\\s*([=:\\s].*)?")) {
        return new Position(file, i + 1, lines.get(i).length() - line.length() + 1);
      }
    }
    return Position.of(file);
  }

  /** The keys set in the file. */
  public Set<String> keys() {
    return new TreeSet<>(properties.stringPropertyNames());
  }

  /** The names of the environment variables that could be keys of ours. */
  public Set<String> variables() {
    Set<String> variables = new TreeSet<>(environment.keySet());
    variables.removeIf(name -> !name.startsWith("CAMELOMETER_"));
    return variables;
  }

  /** The environment variable of a key. */
  public static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }
}

package org.camelometer.definition;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a setting takes from elsewhere, so that secrets needn't stand in configuration files: {@code
 * {{env:NAME}}}, a variable of the environment, and {@code {{file:PATH}}}, the text of a file
 * without the line's end behind it. While the text around them is taken apart, each is one sign; so
 * nothing in a value is taken for a part of the text. For one thread.
 */
public final class References {
  private static final Pattern REFERENCE = Pattern.compile("\\{\\{(env|file):([^{}]+)}}");

  /** The first of the signs, which have no meaning to anybody: a private-use area of Unicode. */
  private static final char FIRST = '\uE000';

  private static final String MASK = "xxxxxx";
  private static final int MOST = 100;
  private static final int LONGEST_FILE = 64 * 1024;

  private final List<String> values = new ArrayList<>();
  private final String text;

  private References(String text, Position position, UnaryOperator<@Nullable String> environment) {
    StringBuilder marked = new StringBuilder();
    Matcher reference = REFERENCE.matcher(text);
    while (reference.find() && values.size() < MOST) {
      reference.appendReplacement(marked, String.valueOf((char) (FIRST + values.size())));
      values.add(value(reference.group(1), reference.group(2), position, environment));
    }
    this.text = reference.appendTail(marked).toString();
  }

  /**
   * Takes the references out of a text.
   *
   * @throws DefinitionException naming a variable that isn't set or a file that can't be read
   */
  public static References in(String text, Position position) {
    return in(text, position, System::getenv);
  }

  /** The same with another environment. */
  static References in(
      String text, Position position, UnaryOperator<@Nullable String> environment) {
    return new References(text, position, environment);
  }

  private static String value(
      String kind, String name, Position position, UnaryOperator<@Nullable String> environment) {
    if (kind.equals("file")) {
      return content(Path.of(name), position);
    }
    String value = environment.apply(name);
    if (value == null) {
      throw new DefinitionException(
          position,
          "the environment has no variable %s, which {{env:%s}} names".formatted(name, name));
    }
    return value;
  }

  private static String content(Path file, Position position) {
    try {
      if (Files.size(file) > LONGEST_FILE) {
        throw new IOException("it is larger than %d bytes".formatted(LONGEST_FILE));
      }
      return Files.readString(file).replaceFirst("\\R\\z", "");
    } catch (IOException e) {
      throw new DefinitionException(
          position, "the file that {{file:%s}} names can't be read: %s".formatted(file, e));
    }
  }

  /** The text with a sign for each reference. */
  public String marked() {
    return text;
  }

  /** A part of the text with the values in it. */
  public String resolve(String part) {
    return resolve(part, value -> value);
  }

  /** The same, with the values encoded as a URL wants them. */
  public String resolveEncoded(String part) {
    return resolve(part, References::encoded);
  }

  /** A text with the values made unreadable, as they are and as a URL has them. */
  String masked(String text) {
    String masked = text;
    for (String value : values) {
      if (!value.isEmpty()) {
        masked = masked.replace(value, MASK).replace(encoded(value), MASK);
      }
    }
    return masked;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String resolve(String part, UnaryOperator<String> form) {
    String resolved = part;
    for (int i = 0; i < values.size(); i++) {
      resolved = resolved.replace(String.valueOf((char) (FIRST + i)), form.apply(values.get(i)));
    }
    return resolved;
  }
}

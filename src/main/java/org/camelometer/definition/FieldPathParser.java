package org.camelometer.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camelometer.definition.FieldPath.Step;

/** Turns the text of a {@link FieldPath} into steps. For one text. */
final class FieldPathParser {
  private static final int DEEPEST = 50;
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(\\.\\.|[.|()*$]|\\[[^]]*]|'[^']*'|\"[^\"]*\"|[A-Za-z_@][A-Za-z0-9_@-]*)\\s*");
  private static final Pattern PLAIN_INDEX = Pattern.compile("-?\\d+|-?\\d*:-?\\d*");
  private static final Pattern NAME =
      Pattern.compile("'([^']*)'|\"([^\"]*)\"|([A-Za-z_@][A-Za-z0-9_@-]*)");
  private static final String END = "";

  private final String text;
  private final List<String> tokens = new ArrayList<>();
  private int next;
  private int depth;

  FieldPathParser(String text) {
    this.text = text;
    Matcher token = TOKEN.matcher(text);
    int from = 0;
    while (from < text.length()) {
      if (!token.find(from) || token.start() != from) {
        throw wrong("'%s' isn't understood".formatted(text.substring(from)));
      }
      tokens.add(token.group(1));
      from = token.end();
    }
    tokens.add(END);
  }

  Step parse() {
    Step path = chain();
    if (!peek().equals(END)) {
      throw wrong("'%s' isn't expected there".formatted(peek()));
    }
    return path;
  }

  private Step chain() {
    if (++depth > DEEPEST) {
      throw wrong("its brackets are nested more than %d deep".formatted(DEEPEST));
    }
    Step path = alternatives(false);
    while (peek().equals(".") || peek().equals("..")) {
      path = FieldPath.chain(path, alternatives(take().equals("..")));
    }
    depth--;
    return path;
  }

  private Step alternatives(boolean anywhere) {
    Step path = indexed(anywhere);
    while (peek().equals("|")) {
      take();
      path = FieldPath.union(path, indexed(anywhere));
    }
    return path;
  }

  private Step indexed(boolean anywhere) {
    Step path = one(take(), anywhere);
    while (peek().startsWith("[")) {
      path = FieldPath.chain(path, index(take()));
    }
    return path;
  }

  private Step one(String token, boolean anywhere) {
    if (token.equals("(") && !anywhere) {
      Step path = chain();
      if (!take().equals(")")) {
        throw wrong("a closing bracket is missing");
      }
      return path;
    }
    if (token.equals("$") && next == 1) {
      return FieldPath.itself();
    }
    String from = anywhere ? "$.." : "$";
    if (token.equals("*")) {
      return FieldPath.lookUp(anywhere ? "$..*" : "$.*");
    }
    if (token.startsWith("[") && !anywhere) {
      return index(token);
    }
    if (NAME.matcher(token).matches()) {
      return FieldPath.lookUp(from + key(token));
    }
    throw wrong(token.equals(END) ? "a name is missing" : "'%s' isn't expected".formatted(token));
  }

  private Step index(String token) {
    String inner = token.substring(1, token.length() - 1).strip();
    if (inner.equals("*")) {
      return FieldPath.elements();
    }
    if (PLAIN_INDEX.matcher(inner).matches()) {
      return FieldPath.lookUp("$[" + inner + "]");
    }
    if (NAME.matcher(inner).matches()) {
      return FieldPath.lookUp("$" + key(inner));
    }
    throw wrong("'%s' isn't understood here".formatted(token));
  }

  private static String key(String token) {
    Matcher name = NAME.matcher(token);
    name.matches();
    String key =
        name.group(1) != null ? name.group(1) : name.group(2) != null ? name.group(2) : token;
    return "['" + key.replace("\\", "\\\\").replace("'", "\\'") + "']";
  }

  private String peek() {
    return tokens.get(next);
  }

  private String take() {
    String token = peek();
    next += token.equals(END) ? 0 : 1;
    return token;
  }

  private IllegalArgumentException wrong(String reason) {
    return new IllegalArgumentException(
        "'%s' is not a path such as resource_metadata.(name|display_name): %s"
            .formatted(text, reason));
  }
}

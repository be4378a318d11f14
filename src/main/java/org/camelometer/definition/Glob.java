package org.camelometer.definition;

import java.util.regex.Pattern;

/**
 * A pattern of names as Python's {@code fnmatch} reads it: {@code *} any run of signs, {@code ?}
 * one sign, {@code [abc]}, {@code [a-z]} and {@code [!a]} one of a set; an unclosed {@code [} is
 * itself. Case counts; the whole name must match; nothing escapes. Immutable.
 */
public final class Glob {
  private final String text;
  private final Pattern pattern;

  public Glob(String text) {
    this.text = text;
    this.pattern = Pattern.compile(regex(text), Pattern.DOTALL);
  }

  public boolean matches(String name) {
    return pattern.matcher(name).matches();
  }

  /** Whether it can match one name alone: its own text. */
  public boolean isLiteral() {
    return text.chars().noneMatch(c -> "*?[".indexOf(c) >= 0);
  }

  @Override
  public String toString() {
    return text;
  }

  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      int end = c == '[' ? endOfSet(glob, i) : -1;
      if (end > 0) {
        regex.append(set(glob.substring(i + 1, end)));
        i = end;
      } else {
        regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
      }
    }
    return regex.toString();
  }

  /** The closing bracket; one directly behind the opening is a member of the set. */
  private static int endOfSet(String glob, int open) {
    int from = open + 1;
    if (from < glob.length() && glob.charAt(from) == '!') {
      from++;
    }
    return glob.indexOf(']', from + 1);
  }

  private static String set(String members) {
    boolean not = members.startsWith("!");
    StringBuilder set = new StringBuilder(not ? "[^" : "[");
    String rest = not ? members.substring(1) : members;
    for (int i = 0; i < rest.length(); i++) {
      boolean range = i + 2 < rest.length() && rest.charAt(i + 1) == '-';
      char last = range ? rest.charAt(i + 2) : rest.charAt(i);
      if (rest.charAt(i) <= last) {
        set.append("\\x{%x}-\\x{%x}".formatted((int) rest.charAt(i), (int) last));
      }
      i += range ? 2 : 0;
    }
    String body = set.toString();
    if (body.equals("[")) {
      return "(?!)"; // a range that runs backwards holds nothing
    }
    return body.equals("[^") ? "." : body + "]";
  }
}

package org.camelometer.openstack.dynamic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How to write in our language what operators write in Python, which Ceilometer's pollsters have
 * all of. A hint, not a translation: it knows the forms that are met.
 */
final class Rewriting {
  private static final String STRING = "('[^']*'|\"[^\"]*\")";

  private static final List<Form> FORMS =
      List.of(
          new Form("\\bf" + STRING, Rewriting::ofFormatted),
          new Form(STRING + "\\.format\\(((?:[^()]|\\([^()]*\\))*)\\)", Rewriting::ofFormat),
          new Form(STRING + "\\s*%\\s*\\(((?:[^()]|\\([^()]*\\))*)\\)", Rewriting::ofPercent),
          new Form(STRING + "\\s*%\\s*([\\w.]+(?:\\[[^\\]]*\\])*)", Rewriting::ofPercent),
          new Form(
              "\\[([^\\[\\]]+(?:\\[[^\\]]*\\][^\\[\\]]*)*?)\\s+for\\s+(\\w+)\\s+in\\s+(\\S+?)"
                  + "(?:\\s+if\\s+(.+))?\\]",
              Rewriting::ofComprehension),
          new Form(
              "\\bnext\\(\\s*iter\\((\\w+)\\)\\s*\\)", found -> "list(" + found.group(1) + ")[0]"),
          new Form(
              "\\bisinstance\\((\\w+),\\s*list\\)",
              found -> "str(%s)[:1] == '['".formatted(found.group(1))),
          new Form(
              "\\bisinstance\\((\\w+),\\s*dict\\)",
              found -> "str(%s)[:1] == '{'".formatted(found.group(1))),
          new Form(
              "\\breduce\\(\\s*lambda (\\w+),\\s*(\\w+):\\s*\\1\\s*\\+\\s*\\2,\\s*([^()]+)\\)",
              found -> "sum(%s)".formatted(found.group(3))),
          new Form("\\.[lr]strip\\(", found -> ".strip("),
          new Form("\\btuple\\(", found -> "list("));

  private static final Pattern FORMATTING = Pattern.compile(STRING + "\\s*%\\s*[\\w(]");

  private Rewriting() {}

  /** Whether a text is formatted by {@code %}, which our language takes for the remainder. */
  static boolean isFormatting(String text) {
    return FORMATTING.matcher(text).find();
  }

  /** The end of a sentence that says what to write instead; empty if no form is recognised. */
  static String hint(String text) {
    String rewritten = text;
    for (Form form : FORMS) {
      Matcher found = form.pattern().matcher(rewritten);
      rewritten = found.replaceAll(match -> Matcher.quoteReplacement(form.by().apply(match)));
    }
    return rewritten.equals(text) ? "" : "; write %s instead".formatted(rewritten);
  }

  /** {@code f'a{b}c'}. */
  private static String ofFormatted(MatchResult found) {
    List<String> values = new ArrayList<>();
    Matcher braces = Pattern.compile("\\{([^{}:!]+)[^{}]*}").matcher(content(found.group(1)));
    String pattern =
        braces.replaceAll(
            each -> {
              values.add(each.group(1));
              return "{}";
            });
    return concatenation(pattern, "\\{}", values);
  }

  private static String ofFormat(MatchResult found) {
    return concatenation(content(found.group(1)), "\\{[^{}]*}", arguments(found.group(2)));
  }

  private static String ofPercent(MatchResult found) {
    return concatenation(content(found.group(1)), "%[sdr]", arguments(found.group(2)));
  }

  /** {@code [a for v in x if b]}. */
  private static String ofComprehension(MatchResult found) {
    String name = found.group(2);
    String all = found.group(3);
    String chosen =
        found.group(4) == null
            ? all
            : "filter(lambda %s: %s, %s)".formatted(name, found.group(4).strip(), all);
    return found.group(1).equals(name)
        ? "list(%s)".formatted(chosen)
        : "map(lambda %s: %s, %s)".formatted(name, found.group(1), chosen);
  }

  private static String content(String quoted) {
    return quoted.substring(1, quoted.length() - 1);
  }

  /** Parts between commas that stand in no bracket. */
  private static List<String> arguments(String text) {
    List<String> arguments = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char sign = text.charAt(i);
      depth += "([{".indexOf(sign) >= 0 ? 1 : ")]}".indexOf(sign) >= 0 ? -1 : 0;
      if (sign == ',' && depth == 0) {
        arguments.add(text.substring(start, i));
        start = i + 1;
      }
    }
    arguments.add(text.substring(start));
    return arguments.stream().map(String::strip).filter(each -> !each.isEmpty()).toList();
  }

  /** Texts and values put together by {@code +}. */
  private static String concatenation(String pattern, String place, List<String> values) {
    String[] texts = pattern.split(place, -1);
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      if (!texts[i].isEmpty()) {
        parts.add("'" + texts[i] + "'");
      }
      if (i < texts.length - 1 && i < values.size()) {
        parts.add("str(%s)".formatted(values.get(i).strip()));
      }
    }
    return String.join(" + ", parts);
  }

  private record Form(Pattern pattern, Function<MatchResult, String> by) {
    Form(String pattern, Function<MatchResult, String> by) {
      this(Pattern.compile(pattern), by);
    }
  }
}

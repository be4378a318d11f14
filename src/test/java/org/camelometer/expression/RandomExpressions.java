package org.camelometer.expression;

import java.util.List;
import java.util.Random;

/**
 * Random expressions over the names of {@code evaluate.py}. Brackets are left out at random, so
 * that precedence matters.
 */
final class RandomExpressions {
  private static final List<String> NAMES =
      List.of(
          "n",
          "zero",
          "volume",
          "big",
          "edge",
          "least",
          "f",
          "small",
          "huge",
          "minus_zero",
          "yes",
          "no",
          "none",
          "text",
          "empty",
          "accent",
          "number",
          "tags",
          "numbers",
          "nothing",
          "metadata",
          "value",
          "absent");
  private static final List<String> LITERALS =
      List.of(
          "0",
          "1",
          "2",
          "3",
          "-1",
          "7",
          "10",
          "1_000",
          "0x1F",
          "0o17",
          "0b101",
          "9007199254740993",
          "9223372036854775807",
          "100000000000000000000",
          "0.5",
          ".5",
          "2.",
          "1e3",
          "1E-3",
          "1.5e300",
          "5e-324",
          "1e999",
          "True",
          "False",
          "None",
          "'a'",
          "\"b\"",
          "'cpu'",
          "''",
          "'x' \"y\"",
          "'\\n\\x41\\u00e9\\101'",
          "r'\\n'",
          "'12'",
          "' 1.5 '",
          "'0x1f'",
          "'nan'",
          "'-inf'");
  private static final List<String> OPERATORS =
      List.of("+", "-", "*", "/", "//", "%", "+", "-", "*", "/", "//", "%", "**");
  private static final List<String> RELATIONS =
      List.of("<", "<=", ">", ">=", "==", "!=", "in", "not in");
  private static final List<String> KEYS =
      List.of("cpu", "flavor", "vcpus", "ram", "name", "none", "on", "rel", "n", "absent");

  private final Random random;
  private final boolean pollster;

  RandomExpressions(Random random, Language language) {
    this.random = random;
    this.pollster = language == Language.POLLSTER;
  }

  private String any(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** An expression of so many levels at most. */
  String next(int depth) {
    String text = depth == 0 ? atom() : nested(depth - 1);
    return random.nextInt(3) > 0 ? "(" + text + ")" : text;
  }

  private String atom() {
    return random.nextBoolean() ? any(NAMES) : any(LITERALS);
  }

  private String nested(int depth) {
    return switch (random.nextInt(pollster ? 20 : 14)) {
      case 0, 1, 2, 3, 4 -> next(depth) + " " + any(OPERATORS) + " " + next(depth);
      case 5 -> next(depth) + " " + any(RELATIONS) + " " + next(depth);
      case 6 ->
          next(depth)
              + any(List.of("<", "<=", "=="))
              + next(depth)
              + " "
              + any(RELATIONS)
              + " "
              + next(depth);
      case 7 -> next(depth) + any(List.of(" and ", " or ")) + next(depth);
      case 8 -> "(not " + next(depth) + ")";
      case 9 -> any(List.of("-", "+", "--", "-")) + next(depth);
      case 10 -> next(depth) + " if " + next(depth) + " else " + next(depth);
      case 11 -> next(depth) + any(List.of(" is ", " is not ")) + any(List.of("None", "True"));
      case 12 -> part(depth);
      case 13 -> pollster ? next(depth) : any(List.of("metadata.", "metadata.flavor.")) + any(KEYS);
      case 14 -> "[" + next(depth) + ", " + next(depth) + "]";
      case 15 -> "{'k': " + next(depth) + ", " + next(0) + ": " + next(depth) + "}";
      case 16 -> method(depth);
      case 17 -> overElements(depth);
      default -> call(depth);
    };
  }

  private String part(int depth) {
    String of = any(List.of("text", "accent", "tags", "numbers", "metadata", "value", next(depth)));
    return of
        + switch (random.nextInt(4)) {
          case 0 -> "['" + any(KEYS) + "']";
          case 1 -> "[" + next(depth) + "]";
          case 2 -> "[" + bound() + ":" + bound() + "]";
          default -> "[" + bound() + ":" + bound() + ":" + bound() + "]";
        };
  }

  private String bound() {
    return any(List.of("", "", "0", "1", "-1", "2", "-2", "9", "-9", "big", "True"));
  }

  private String method(int depth) {
    String sought = any(List.of("'c'", "'p'", "' '", "text", "'cpu'", "number"));
    String of = any(List.of("text", "accent", "number", "metadata", "'a,b,,c'", next(depth)));
    return switch (random.nextInt(11)) {
      case 0 -> of + ".lower()";
      case 1 -> of + ".upper()";
      case 2 -> of + ".strip()";
      case 3 -> of + ".strip(" + sought + ")";
      case 4 -> of + ".split()";
      case 5 -> of + ".split(" + sought + ", " + next(0) + ")";
      case 6 -> sought + ".join(" + next(depth) + ")";
      case 7 -> of + ".replace(" + sought + ", " + next(depth) + ")";
      case 8 -> of + any(List.of(".startswith(", ".endswith(")) + sought + ")";
      case 9 -> of + any(List.of(".keys()", ".values()", ".items()"));
      default -> of + ".get('" + any(KEYS) + "'" + any(List.of(")", ", 5)"));
    };
  }

  private String overElements(int depth) {
    String key =
        any(
            List.of(
                "len",
                "abs",
                "str",
                "lambda v: v",
                "lambda v: v['n']",
                "lambda v: -v",
                "lambda v: v.get('rel') == 'next'",
                "lambda v: " + next(depth)));
    String of = any(List.of("value", "tags", "numbers", "nothing", "text", next(depth)));
    return switch (random.nextInt(5)) {
      case 0 -> "list(filter(" + any(List.of(key, "None")) + ", " + of + "))";
      case 1 -> "list(map(" + key + ", " + of + "))";
      case 2 -> "sorted(" + of + ", key=" + key + ")";
      case 3 ->
          "sorted("
              + of
              + ", reverse="
              + any(List.of("True", "False", "0", "2", "'x'", "empty"))
              + ")";
      default -> any(List.of("min(", "max(")) + of + ", key=" + key + ", default=0)";
    };
  }

  private String call(int depth) {
    String simple =
        any(List.of("len", "int", "float", "str", "bool", "round", "abs", "sum", "sorted", "list"));
    return switch (random.nextInt(6)) {
      case 0 -> any(List.of("min(", "max(")) + next(depth) + ", " + next(depth) + ")";
      case 1 ->
          "round(" + next(depth) + ", " + any(List.of("0", "1", "2", "-1", "none", "n")) + ")";
      case 2 ->
          "int("
              + any(List.of("'12'", "'0x1f'", "'z'", "text", "number"))
              + ", "
              + any(List.of("0", "8", "10", "16", "36", "1", "37"))
              + ")";
      case 3 -> "sum(" + next(depth) + ", " + any(List.of("0", "1.5", "nothing", "'a'")) + ")";
      default -> simple + "(" + next(depth) + ")";
    };
  }
}

package org.camelometer.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.camelometer.expression.Token.Kind;
import org.jspecify.annotations.Nullable;

/** Cuts a text into tokens, the last of which is the end. */
final class Lexer {
  private static final Set<String> KEYWORDS =
      Set.of("and", "or", "not", "in", "is", "if", "else", "lambda", "True", "False", "None");

  /** Python's other words; they can't be names there. */
  private static final Set<String> RESERVED =
      Set.of(
          "as",
          "assert",
          "async",
          "await",
          "break",
          "class",
          "continue",
          "def",
          "del",
          "elif",
          "except",
          "finally",
          "for",
          "from",
          "global",
          "import",
          "nonlocal",
          "pass",
          "raise",
          "return",
          "try",
          "while",
          "with",
          "yield");

  /** Longer ones first. */
  private static final List<String> SIGNS =
      List.of(
          "**", "//", "<=", ">=", "==", "!=", "+", "-", "*", "/", "%", "<", ">", "(", ")", "[", "]",
          "{", "}", ",", ":", ".", "=");

  private final String text;
  private final boolean quotes;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  Lexer(String text, Language language) {
    this.text = text;
    this.quotes = language == Language.ARITHMETIC;
  }

  List<Token> tokens() {
    skipSpace();
    while (at < text.length()) {
      next();
      skipSpace();
    }
    tokens.add(new Token(Kind.END, "", null, text.length() + 1));
    return tokens;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n\f".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private void next() {
    char c = text.charAt(at);
    if (isDigit(at) || (c == '.' && isDigit(at + 1))) {
      number();
    } else if (Character.isUnicodeIdentifierStart(text.codePointAt(at)) || c == '_') {
      word();
    } else if (c == '\'' || c == '"') {
      string(at);
    } else if (c == '$' && quotes) {
      quoted();
    } else {
      sign();
    }
  }

  private boolean isDigit(int index) {
    return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  private void number() {
    NumberLiteral number = NumberLiteral.read(text, at);
    if (number.end() < text.length() && isPartOfName(text.codePointAt(number.end()))) {
      throw new ExpressionException("the number goes on with a letter", number.end() + 1);
    }
    add(Kind.NUMBER, text.substring(at, number.end()), number.value(), number.end());
  }

  private void add(Kind kind, String meaning, @Nullable Object value, int end) {
    tokens.add(new Token(kind, meaning, value, at + 1));
    at = end;
  }

  private static boolean isPartOfName(int c) {
    return c == '_'
        || (Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
  }

  private int endOfName(int from) {
    int end = from;
    while (end < text.length() && isPartOfName(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  private void word() {
    int end = endOfName(at);
    String word = text.substring(at, end);
    if (end < text.length() && (text.charAt(end) == '\'' || text.charAt(end) == '"')) {
      prefixed(word, end);
    } else if (KEYWORDS.contains(word)) {
      add(Kind.SIGN, word, null, end);
    } else if (RESERVED.contains(word) && !afterDot()) {
      throw new ExpressionException("'%s' can't be a name".formatted(word), at + 1);
    } else {
      add(Kind.NAME, word, null, end);
    }
  }

  private boolean afterDot() {
    return !tokens.isEmpty() && tokens.get(tokens.size() - 1).is(".");
  }

  private void prefixed(String word, int quote) {
    if (KEYWORDS.contains(word)) { // as in: x if'a'else'b'
      add(Kind.SIGN, word, null, quote);
    } else if (word.equalsIgnoreCase("r") || word.equalsIgnoreCase("u")) {
      string(quote);
    } else {
      throw new ExpressionException(
          "strings can't have the prefix '%s' here".formatted(word), at + 1);
    }
  }

  private void string(int quote) {
    boolean raw = quote > at && Character.toLowerCase(text.charAt(at)) == 'r';
    StringLiteral string = StringLiteral.read(text, quote, raw);
    add(Kind.STRING, string.value(), null, string.end());
  }

  private void quoted() {
    int end = at + 2;
    if (text.startsWith("$(", at)) {
      while (end < text.length() && isOfMeter(text.codePointAt(end))) {
        end += Character.charCount(text.codePointAt(end));
      }
    }
    if (end == at + 2 || end >= text.length() || text.charAt(end) != ')') {
      throw new ExpressionException("a meter is written $(meter.name)", at + 1);
    }
    add(Kind.QUOTED, text.substring(at + 2, end), null, end + 1);
  }

  private static boolean isOfMeter(int c) {
    return c == '.' || c == '-' || c == '_' || Character.isLetterOrDigit(c);
  }

  private void sign() {
    for (String sign : SIGNS) {
      if (text.startsWith(sign, at)) {
        add(Kind.SIGN, sign, null, at + sign.length());
        return;
      }
    }
    throw new ExpressionException(
        "'%s' isn't part of the language".formatted(Character.toString(text.codePointAt(at))),
        at + 1);
  }
}

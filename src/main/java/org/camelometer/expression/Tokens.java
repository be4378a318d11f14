package org.camelometer.expression;

import java.util.List;

/** The tokens of a text from left to right, and how deep in it they are. */
final class Tokens {
  private final List<Token> tokens;
  private int at;
  private int depth;

  Tokens(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token peek() {
    return tokens.get(at);
  }

  /** The token after the next. */
  Token peekSecond() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  /** Takes the next token; the end stays. */
  Token next() {
    Token token = tokens.get(at);
    at = Math.min(at + 1, tokens.size() - 1);
    return token;
  }

  /** How many tokens are taken. */
  int position() {
    return at;
  }

  /** Takes the next token if it is this. */
  boolean accept(String sign) {
    boolean found = peek().is(sign);
    if (found) {
      next();
    }
    return found;
  }

  void expect(String sign) {
    if (!accept(sign)) {
      throw unexpected("'" + sign + "'");
    }
  }

  ExpressionException unexpected(String wanted) {
    return new ExpressionException(
        "%s is wanted here, but there is %s".formatted(wanted, peek().shown()), peek().column());
  }

  /** Goes one level down; {@link #leave} comes back. */
  void enter() {
    if (++depth > Limits.DEPTH) {
      throw new ExpressionException("the expression is nested too deeply", peek().column());
    }
  }

  void leave() {
    depth--;
  }
}

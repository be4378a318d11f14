package org.camelometer.expression;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Parses what operators stand between: literals, names, brackets, and what follows them. */
final class Operands {
  private static final Node NONE = new Node.Constant(null);

  private final Tokens tokens;
  private final Language language;
  private final Parser parser;
  private final Calls calls;
  private final Set<String> names = new LinkedHashSet<>();

  Operands(Tokens tokens, Language language, Parser parser) {
    this.tokens = tokens;
    this.language = language;
    this.parser = parser;
    this.calls = new Calls(tokens, parser);
  }

  List<String> names() {
    return List.copyOf(names);
  }

  private boolean isPollster() {
    return language == Language.POLLSTER;
  }

  /** A literal, name or bracket with its attributes, subscripts and calls of methods. */
  Node operand() {
    boolean quoted = tokens.peek().kind() == Token.Kind.QUOTED;
    Token start = tokens.peek();
    Node first = atom();
    List<Step> steps = new ArrayList<>(0);
    if (quoted && !tokens.peek().is(".")) {
      steps.add(new Step.Attribute("volume", true, start.column()));
    }
    while (tokens.peek().is(".") || tokens.peek().is("[") || tokens.peek().is("(")) {
      steps.add(step(tokens.next()));
    }
    return steps.isEmpty() ? first : new Chain(first, steps);
  }

  private Step step(Token sign) {
    if (sign.is("[")) {
      return subscript(sign.column());
    }
    if (sign.is("(")) {
      throw new ExpressionException("this can't be called", sign.column());
    }
    Token name = tokens.next();
    if (name.kind() != Token.Kind.NAME) {
      throw new ExpressionException("a name is wanted after the dot", name.column());
    }
    return isPollster() && tokens.peek().is("(")
        ? calls.method(name)
        : new Step.Attribute(name.text(), !isPollster(), name.column());
  }

  private Step subscript(int column) {
    if (tokens.peek().is("]")) {
      throw tokens.unexpected("a key or index");
    }
    Node start = bound();
    if (!tokens.peek().is(":")) {
      tokens.expect("]");
      return new Step.Item(start, isPollster(), column);
    }
    tokens.next();
    Node stop = bound();
    Node step = tokens.accept(":") ? bound() : NONE;
    tokens.expect("]");
    return new Step.Slice(start, stop, step, column);
  }

  private Node bound() {
    return tokens.peek().is(":") || tokens.peek().is("]") ? NONE : parser.expression();
  }

  private Node atom() {
    Token token = tokens.next();
    return switch (token.kind()) {
      case NUMBER -> new Node.Constant(token.value());
      case STRING -> strings(token);
      case NAME -> name(token);
      case QUOTED -> {
        names.add(token.text());
        yield new Node.Name(token.text(), false, token.column());
      }
      case SIGN -> word(token);
      case END -> throw new ExpressionException("the expression isn't complete", token.column());
    };
  }

  /** Strings side by side are one. */
  private Node strings(Token first) {
    StringBuilder text = new StringBuilder(first.text());
    while (tokens.peek().kind() == Token.Kind.STRING) {
      text.append(tokens.next().text());
    }
    return new Node.Constant(text.toString());
  }

  private Node name(Token token) {
    Node parameter = calls.parameter(token.text());
    if (parameter != null) {
      return parameter;
    }
    if (tokens.peek().is("(")) {
      return isPollster() ? calls.function(token) : uncallable(token);
    }
    if (language == Language.ARITHMETIC) {
      return new Node.Constant(Missing.MISSING);
    }
    names.add(token.text());
    return new Node.Name(token.text(), isPollster(), token.column());
  }

  /** Ceilometer loads such a configuration and drops the samples, so arguments just have to be. */
  private Node uncallable(Token name) {
    tokens.expect("(");
    sequence(")");
    return new Node.Uncallable(name.text(), name.column());
  }

  private Node word(Token token) {
    return switch (token.text()) {
      case "True" -> new Node.Constant(true);
      case "False" -> new Node.Constant(false);
      case "None" -> NONE;
      case "(" -> bracket(token);
      case "[" -> list(token);
      case "{" -> map(token);
      case "lambda" ->
          throw new ExpressionException(
              "a lambda can only be the first argument of filter and map, or a key",
              token.column());
      default ->
          throw new ExpressionException(
              "a value is wanted here, but there is " + token.shown(), token.column());
    };
  }

  /** A tuple is as good as a list here. */
  private Node bracket(Token open) {
    if (isPollster() && tokens.accept(")")) {
      return new Node.ListDisplay(List.of());
    }
    Node inner = parser.expression();
    if (tokens.peek().is(",")) {
      pollsterOnly(tokens.next(), "tuples");
      List<Node> elements = new ArrayList<>(List.of(inner));
      elements.addAll(sequence(")"));
      return new Node.ListDisplay(List.copyOf(elements));
    }
    close(")", open);
    return inner;
  }

  private void close(String sign, Token open) {
    if (!tokens.accept(sign)) {
      throw new ExpressionException(
          "'%s' of column %d isn't closed before %s"
              .formatted(open.text(), open.column(), tokens.peek().shown()),
          tokens.peek().column());
    }
  }

  private void pollsterOnly(Token token, String what) {
    if (!isPollster()) {
      throw new ExpressionException(what + " aren't part of this language", token.column());
    }
  }

  private Node list(Token open) {
    pollsterOnly(open, "lists");
    return new Node.ListDisplay(List.copyOf(sequence("]")));
  }

  /** Expressions with commas between them, up to a closing bracket. */
  private List<Node> sequence(String end) {
    List<Node> elements = new ArrayList<>();
    while (!tokens.accept(end)) {
      elements.add(parser.expression());
      if (!tokens.peek().is(end)) {
        tokens.expect(",");
      }
    }
    return elements;
  }

  private Node map(Token open) {
    pollsterOnly(open, "mappings");
    List<Node> keys = new ArrayList<>();
    List<Node> values = new ArrayList<>();
    while (!tokens.accept("}")) {
      keys.add(parser.expression());
      tokens.expect(":");
      values.add(parser.expression());
      if (!tokens.peek().is("}")) {
        tokens.expect(",");
      }
    }
    return new Node.MapDisplay(List.copyOf(keys), List.copyOf(values), open.column());
  }
}

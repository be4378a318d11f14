package org.camelometer.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses calls of functions and methods, and the lambdas in them. */
final class Calls {
  private final Tokens tokens;
  private final Parser parser;

  /** Parameters of the lambdas around, the outermost first. */
  private final List<String> parameters = new ArrayList<>();

  Calls(Tokens tokens, Parser parser) {
    this.tokens = tokens;
    this.parser = parser;
  }

  /** The parameter of a lambda around that has this name, the innermost first; or null. */
  @Nullable Node parameter(String name) {
    int slot = parameters.lastIndexOf(name);
    return slot < 0 ? null : new Node.Parameter(slot);
  }

  /** A method's arguments. */
  Step method(Token name) {
    Method method = Method.of(name.text());
    if (method == null) {
      throw new ExpressionException(
          "there is no method '%s' here, only %s".formatted(name.text(), Method.names()),
          name.column());
    }
    tokens.expect("(");
    List<Node> arguments = new ArrayList<>();
    while (!tokens.accept(")")) {
      arguments.add(parser.expression());
      if (!tokens.peek().is(")")) {
        tokens.expect(",");
      }
    }
    checkCount(name, arguments.size(), method.least, method.most);
    return new Step.MethodCall(method, List.copyOf(arguments), name.column());
  }

  /** A function's arguments. */
  Node function(Token name) {
    Function function = Function.of(name.text());
    if (function == null) {
      throw new ExpressionException(
          "there is no function '%s' here, only %s".formatted(name.text(), Function.names()),
          name.column());
    }
    tokens.expect("(");
    return new Reading(name, function).call();
  }

  private static void checkCount(Token name, int count, int least, int most) {
    if (count < least || count > most) {
      throw new ExpressionException(
          "'%s' can't have %d arguments".formatted(name.text(), count), name.column());
    }
  }

  private Callback callback() {
    Token token = tokens.next();
    if (token.is("lambda")) {
      return lambda();
    }
    Function function = token.kind() == Token.Kind.NAME ? Function.of(token.text()) : null;
    if (function == null || function.takesFunction) {
      throw new ExpressionException("a lambda or function is wanted here", token.column());
    }
    return new Callback.Named(function);
  }

  private Callback lambda() {
    Token parameter = tokens.next();
    if (parameter.kind() != Token.Kind.NAME || Function.of(parameter.text()) != null) {
      throw new ExpressionException(
          "a lambda needs one parameter that isn't the name of a function", parameter.column());
    }
    if (!tokens.accept(":")) {
      throw tokens.unexpected("':' after the one parameter");
    }
    int slot = parameters.size();
    int start = tokens.position();
    parameters.add(parameter.text());
    tokens.enter(); // a call with a lambda takes twice the frames of a bracket
    Node body = parser.expression();
    tokens.leave();
    parameters.remove(slot);
    return new Callback.Lambda(slot, body, tokens.position() - start);
  }

  /** The arguments of one call as they are read. */
  private final class Reading {
    private final Token name;
    private final Function function;
    private final List<Node> given = new ArrayList<>();
    private final Map<String, Node> named = new LinkedHashMap<>();
    private @Nullable Callback callback;
    private boolean first = true;

    Reading(Token name, Function function) {
      this.name = name;
      this.function = function;
    }

    Node call() {
      while (!tokens.accept(")")) {
        argument();
        first = false;
        if (!tokens.peek().is(")")) {
          tokens.expect(",");
        }
      }
      checkCount(name, given.size(), function.least, function.most);
      return new FunctionCall(
          function, List.copyOf(given), callback, new LinkedHashMap<>(named), name.column());
    }

    private void argument() {
      if (tokens.peek().kind() == Token.Kind.NAME && tokens.peekSecond().is("=")) {
        keyword(tokens.next());
      } else if (!named.isEmpty() || (callback != null && function.keywords.contains("key"))) {
        throw tokens.unexpected("another argument by name");
      } else if (first && function.takesFunction) {
        callback = isNone() ? null : callback();
      } else {
        given.add(parser.expression());
      }
    }

    /** {@code filter(None, x)} takes what is true. */
    private boolean isNone() {
      return function == Function.FILTER && tokens.accept("None");
    }

    private void keyword(Token keyword) {
      tokens.expect("=");
      boolean known = function.keywords.contains(keyword.text());
      boolean twice = keyword.text().equals("key") ? callback != null : false;
      if (!known || twice || named.containsKey(keyword.text())) {
        throw new ExpressionException(
            "'%s' can't have '%s' here".formatted(name.text(), keyword.text()), keyword.column());
      }
      if (keyword.text().equals("key")) {
        callback = tokens.accept("None") ? null : callback();
      } else {
        named.put(keyword.text(), parser.expression());
      }
    }
  }
}

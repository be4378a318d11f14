package org.camelometer.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes nodes of tokens: operators by their precedence, the loosest first. */
final class Parser {
  private static final Map<String, Operator> SUMS =
      Map.of("+", Operator.ADD, "-", Operator.SUBTRACT);
  private static final Map<String, Operator> PRODUCTS =
      Map.of(
          "*", Operator.MULTIPLY,
          "/", Operator.DIVIDE,
          "//", Operator.FLOOR_DIVIDE,
          "%", Operator.MODULO);
  private static final Map<String, Relation> RELATIONS =
      Map.of(
          "<", Relation.LESS,
          "<=", Relation.AT_MOST,
          ">", Relation.GREATER,
          ">=", Relation.AT_LEAST,
          "==", Relation.EQUAL,
          "!=", Relation.UNEQUAL,
          "in", Relation.IN);

  private final Tokens tokens;
  private final Operands operands;

  Parser(Tokens tokens, Language language) {
    this.tokens = tokens;
    this.operands = new Operands(tokens, language, this);
  }

  /** The whole text. */
  Node parse() {
    Node root = expression();
    if (tokens.peek().kind() != Token.Kind.END) {
      throw tokens.unexpected("an operator or the end");
    }
    return root;
  }

  List<String> names() {
    return operands.names();
  }

  /** {@code x if c else y}, or anything that binds closer. */
  Node expression() {
    tokens.enter();
    Node node = junction("or");
    if (tokens.accept("if")) {
      Node condition = junction("or");
      tokens.expect("else");
      node = new Node.Conditional(condition, node, expression());
    }
    tokens.leave();
    return node;
  }

  /** {@code or} between {@code and}s, or these between {@code not}s. */
  private Node junction(String word) {
    Node first = partOf(word);
    if (!tokens.peek().is(word)) {
      return first;
    }
    List<Node> parts = new ArrayList<>(List.of(first));
    while (tokens.accept(word)) {
      parts.add(partOf(word));
    }
    return new Node.Junction(word.equals("and"), List.copyOf(parts));
  }

  private Node partOf(String word) {
    return word.equals("or") ? junction("and") : negation();
  }

  private Node negation() {
    if (!tokens.peek().is("not")) {
      return comparison();
    }
    tokens.enter();
    tokens.next();
    Node operand = negation();
    tokens.leave();
    return new Node.Not(operand);
  }

  private Node comparison() {
    Node first = leftToRight(SUMS);
    List<Comparison.Link> links = new ArrayList<>(0);
    int column = tokens.peek().column();
    for (Relation relation = relation(); relation != null; relation = relation()) {
      links.add(new Comparison.Link(relation, leftToRight(SUMS), column));
      column = tokens.peek().column();
    }
    return links.isEmpty() ? first : new Comparison(first, List.copyOf(links));
  }

  private @Nullable Relation relation() {
    if (tokens.accept("is")) {
      return tokens.accept("not") ? Relation.IS_NOT : Relation.IS;
    }
    if (tokens.peek().is("not") && tokens.peekSecond().is("in")) {
      tokens.next();
      tokens.next();
      return Relation.NOT_IN;
    }
    Relation relation = of(RELATIONS);
    if (relation != null) {
      tokens.next();
    }
    return relation;
  }

  private <T> @Nullable T of(Map<String, T> operators) {
    Token token = tokens.peek();
    return token.kind() == Token.Kind.SIGN ? operators.get(token.text()) : null;
  }

  /** {@code +} and {@code -} between products, or {@code *} and the like between signs. */
  private Node leftToRight(Map<String, Operator> operators) {
    Node first = operandOf(operators);
    List<Step> steps = new ArrayList<>(0);
    for (Operator operator = of(operators); operator != null; operator = of(operators)) {
      int column = tokens.next().column();
      steps.add(new Step.Operation(operator, operandOf(operators), column));
    }
    return Folding.chain(first, steps);
  }

  private Node operandOf(Map<String, Operator> operators) {
    return operators == SUMS ? leftToRight(PRODUCTS) : signed();
  }

  private Node signed() {
    Token token = tokens.peek();
    if (!token.is("-") && !token.is("+")) {
      return power();
    }
    tokens.enter();
    tokens.next();
    Node operand = signed();
    tokens.leave();
    return Folding.fold(new Node.Sign(token.is("-"), operand, token.column()), operand);
  }

  /** Binds closer than a sign on its left, and looser than one on its right. */
  private Node power() {
    Node base = operands.operand();
    if (!tokens.peek().is("**")) {
      return base;
    }
    tokens.enter();
    int column = tokens.next().column();
    Node exponent = signed();
    tokens.leave();
    return Folding.chain(base, List.of(new Step.Operation(Operator.POWER, exponent, column)));
  }
}

package io.parallax.language;

import static io.parallax.language.Source.quote;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Reads text as [Syntax] by recursive descent: a text that is one expression, or the expressions
/// within statements, whose reader shares this parser's [TokenCursor].
///
/// Failures are [ErrorCode#INVALID_SYNTAX], or [ErrorCode#TOO_LARGE] past a limit. Safe on any
/// text: the stack grows with nesting only, which is limited, and the time is linear in the text.
public final class Parser {
  /// Counted in UTF-8.
  public static final int MAX_TEXT_BYTES = 8 * 1024;

  /// How deeply parentheses, calls, prefix operators and exponents may nest.
  public static final int MAX_DEPTH = 64;

  /// Operators, calls, tuples, names and literals.
  public static final int MAX_NODES = 2_000;

  /// The greatest height of the tree, which `a + b + c + …` raises without nesting. The limit lets
  /// trees be walked by recursion on an ordinary stack.
  public static final int MAX_HEIGHT = 512;

  /// The most bits of an integer that is written or computed from written ones: enough for 10**150,
  /// and always a finite float64.
  public static final int MAX_INTEGER_BITS = 512;

  /// The most characters of the text that advice repeats.
  private static final int MAX_EXCERPT = 60;

  /// Operators, calls, names and literals of all statements of a text.
  public static final int MAX_STATEMENT_NODES = 4_000;

  private final Source source;
  private final Dialect dialect;
  private final Numerals numerals;
  private final TokenCursor tokens;

  /// The operands in parentheses, by identity.
  private final Set<Syntax> groups = Collections.newSetFromMap(new IdentityHashMap<>());

  private final Heights heights = new Heights();
  private int depth;
  private int nodes;

  private Parser(Source source, Dialect dialect, List<Token> tokens) {
    this.source = source;
    this.dialect = dialect;
    this.numerals = new Numerals(source);
    this.tokens = new TokenCursor(tokens);
  }

  /// A parser of the expressions within the statements of a text, whose length the caller limits.
  /// All of them have at most [#MAX_STATEMENT_NODES] nodes together.
  public static Parser ofStatements(String text) {
    Source source = new Source(text);
    return new Parser(source, Dialect.STATEMENTS, Lexer.statementTokens(source));
  }

  public Source source() {
    return source;
  }

  /// The reading position, which the reader of the statements moves as well.
  public TokenCursor tokens() {
    return tokens;
  }

  /// Reads the expression at the reading position, as far as it goes.
  public Syntax expression() {
    Syntax value = disjunction();
    if (dialect == Dialect.EXPRESSION || !tokens.at("if")) {
      return value;
    }
    Token token = tokens.take();
    Syntax condition = disjunction();
    if (!tokens.accept("else")) {
      throw invalid(tokens.peek().offset(), StatementAdvice.WITHOUT_ELSE);
    }
    Syntax otherwise = nested(token.offset(), this::expression);
    return node(new Syntax.Conditional(condition, value, otherwise, token.offset()));
  }

  /// Counts the nodes of a tree that stands in the statements twice.
  public void noteCopy(Syntax syntax) {
    count(syntax, size(syntax));
  }

  /// Parses an expression as a caller sent it.
  public static Syntax parse(String text) {
    if (text.length() > MAX_TEXT_BYTES
        || text.getBytes(StandardCharsets.UTF_8).length > MAX_TEXT_BYTES) {
      throw new ComputeException(
          ErrorCode.TOO_LARGE,
          "the expression is longer than " + MAX_TEXT_BYTES + " bytes of UTF-8");
    }
    return parseCanonical(text);
  }

  /// Parses what [Printer] printed of a tree of this parser. The limit on the text does not apply,
  /// because canonical text can be longer than the text it came from.
  public static Syntax parseCanonical(String text) {
    Source source = new Source(text);
    return new Parser(source, Dialect.EXPRESSION, Lexer.tokens(source)).whole();
  }

  private Syntax whole() {
    if (tokens.atEnd()) {
      throw invalid(0, "the expression is empty");
    }
    Syntax syntax = disjunction();
    if (!tokens.atEnd()) {
      throw invalid(tokens.peek().offset(), SyntaxAdvice.afterOperand(tokens.peek()));
    }
    return syntax;
  }

  private Syntax disjunction() {
    return logical(LogicalOperator.OR, () -> logical(LogicalOperator.AND, this::negation));
  }

  private Syntax logical(LogicalOperator operator, Supplier<Syntax> operand) {
    Syntax left = operand.get();
    while (tokens.at(operator.symbol())) {
      int offset = tokens.take().offset();
      left = node(new Syntax.Logical(operator, left, operand.get(), offset));
    }
    return left;
  }

  private Syntax negation() {
    return tokens.at("not") ? prefixed(Syntax.Prefix.NOT, this::negation) : comparison();
  }

  private Syntax comparison() {
    Syntax left = binary(Precedence.COMPARISON);
    if (isMembership()) {
      return membership(left);
    }
    ComparisonOperator operator = Symbols.comparison(tokens.peek());
    if (operator == null) {
      return left;
    }
    int offset = tokens.take().offset();
    Syntax right = binary(Precedence.COMPARISON);
    if (isMembership()) {
      throw invalid(tokens.peek().offset(), SyntaxAdvice.MEMBERSHIP_CHAIN);
    }
    if (Symbols.comparison(tokens.peek()) != null) {
      if (dialect == Dialect.STATEMENTS) {
        return chain(node(new Syntax.Comparison(operator, left, right, offset)), right);
      }
      throw refuseChain(new ComparisonChain(groups, left).then(operator, right));
    }
    return node(new Syntax.Comparison(operator, left, right, offset));
  }

  /// `a < b < c` is `a < b and b < c`.
  private Syntax chain(Syntax first, Syntax second) {
    Syntax chain = first;
    Syntax left = second;
    ComparisonOperator operator = Symbols.comparison(tokens.peek());
    while (operator != null) {
      int offset = tokens.take().offset();
      noteCopy(left);
      Syntax right = binary(Precedence.COMPARISON);
      if (isMembership()) {
        throw invalid(tokens.peek().offset(), SyntaxAdvice.MEMBERSHIP_CHAIN);
      }
      Syntax next = node(new Syntax.Comparison(operator, left, right, offset));
      chain = node(new Syntax.Logical(LogicalOperator.AND, chain, next, offset));
      left = right;
      operator = Symbols.comparison(tokens.peek());
    }
    return chain;
  }

  private boolean isMembership() {
    return tokens.at("in") || (tokens.at("not") && tokens.peekSecond().is("in"));
  }

  /// `x in s` is `isin(x, s)`, and `x not in s` its inverse.
  private Syntax membership(Syntax left) {
    int offset = tokens.peek().offset();
    boolean inverted = tokens.accept("not");
    Token in = tokens.take();
    Syntax set = binary(Precedence.COMPARISON);
    if (isMembership() || Symbols.comparison(tokens.peek()) != null) {
      throw invalid(tokens.peek().offset(), SyntaxAdvice.MEMBERSHIP_CHAIN);
    }
    String isIn = BasicFunction.ISIN.label();
    Syntax call = node(new Syntax.Call(isIn, List.of(left, set), List.of(), in.offset()));
    return inverted ? node(new Syntax.Unary(Syntax.Prefix.NOT, call, offset)) : call;
  }

  private ComputeException refuseChain(ComparisonChain chain) {
    int offset = tokens.peek().offset();
    ComparisonOperator operator = Symbols.comparison(tokens.peek());
    while (operator != null) {
      tokens.take();
      chain.then(operator, binary(Precedence.COMPARISON));
      operator = Symbols.comparison(tokens.peek());
    }
    return invalid(offset, chain.advice());
  }

  /// Left-associative operators that bind tighter than this.
  private Syntax binary(Precedence looser) {
    Syntax left = signed();
    while (true) {
      BinaryOperator operator = Symbols.binary(tokens.peek());
      if (operator == null || !Precedence.of(operator).isTighterThan(looser)) {
        return left;
      }
      int offset = tokens.take().offset();
      Syntax right = binary(Precedence.of(operator));
      left = node(new Syntax.Binary(operator, left, right, offset));
    }
  }

  private Syntax signed() {
    Syntax.Prefix prefix = Symbols.sign(tokens.peek());
    return prefix == null ? power() : prefixed(prefix, this::signed);
  }

  private Syntax prefixed(Syntax.Prefix prefix, Supplier<Syntax> operand) {
    int offset = tokens.take().offset();
    return node(new Syntax.Unary(prefix, nested(offset, operand), offset));
  }

  private Syntax power() {
    Syntax base = primary();
    if (!tokens.at("**")) {
      return base;
    }
    int offset = tokens.take().offset();
    Syntax exponent = nested(offset, this::signed);
    return node(new Syntax.Binary(BinaryOperator.POWER, base, exponent, offset));
  }

  private Syntax primary() {
    Token token = tokens.peek();
    Syntax primary =
        switch (token.kind()) {
          case INTEGER -> node(numerals.integer(tokens.take()));
          case FLOAT -> node(numerals.floating(tokens.take()));
          case NAME -> name(token);
          case QUOTED_NAME -> node(new Syntax.Name(tokens.take().text(), token.offset()));
          case SYMBOL, STRING, NEWLINE, INDENT, DEDENT, END -> {
            if (token.is("[") && (dialect == Dialect.EXPRESSION || tokens.previous().is("in"))) {
              yield nested(token.offset(), this::list);
            }
            if (!token.is("(")) {
              throw invalid(token.offset(), insteadOfOperand(token));
            }
            yield nested(token.offset(), this::group);
          }
        };
    if (dialect == Dialect.STATEMENTS) {
      return trailed(primary);
    }
    if (tokens.at(".") && tokens.peekSecond().kind() == Token.Kind.NAME) {
      throw attribute(owner(token));
    }
    if (tokens.at("[") || tokens.at(".") || tokens.at("(")) {
      throw invalid(tokens.peek().offset(), SyntaxAdvice.afterOperand(tokens.peek()));
    }
    return primary;
  }

  /// What follows a value among statements: indices, attributes, and the arguments of a function of
  /// a module.
  private Syntax trailed(Syntax primary) {
    Syntax value = primary;
    while (true) {
      Token token = tokens.peek();
      if (token.is("[")) {
        Syntax owner = value;
        value = nested(token.offset(), () -> subscript(owner));
      } else if (token.is(".") && tokens.peekSecond().kind() == Token.Kind.NAME) {
        tokens.take();
        Token member = tokens.take();
        if (!tokens.at("(")) {
          value = node(new Syntax.Attribute(value, member.text(), token.offset()));
        } else if (dotted(value).isPresent()) {
          String function = dotted(value).get() + "." + member.text();
          int offset = value instanceof Syntax.Name ? value.offset() : member.offset();
          Token called = new Token(Token.Kind.NAME, function, offset);
          value = nested(token.offset(), () -> call(called));
        } else {
          throw invalid(member.offset(), StatementAdvice.onMethod(member.text()));
        }
      } else if (token.is("(") || token.is(".")) {
        throw invalid(token.offset(), StatementAdvice.afterOperand(token));
      } else {
        return value;
      }
    }
  }

  /// A name, or names with points between them, as text.
  private static Optional<String> dotted(Syntax value) {
    return switch (value) {
      case Syntax.Name(String name, _) -> Optional.of(name);
      case Syntax.Attribute(Syntax owner, String member, _) ->
          dotted(owner).map(text -> text + "." + member);
      case Syntax.IntegerLiteral _,
          Syntax.FloatLiteral _,
          Syntax.BooleanLiteral _,
          Syntax.Unary _,
          Syntax.Binary _,
          Syntax.Comparison _,
          Syntax.Logical _,
          Syntax.Tuple _,
          Syntax.Conditional _,
          Syntax.Subscript _,
          Syntax.Call _ ->
          Optional.empty();
    };
  }

  private Syntax subscript(Syntax owner) {
    Token open = tokens.take();
    List<Syntax> indices = new ArrayList<>();
    do {
      if (tokens.at(":") || tokens.at("]")) {
        throw invalid(tokens.peek().offset(), StatementAdvice.onIndex(tokens.peek()));
      }
      indices.add(expression());
      if (tokens.at(":")) {
        throw invalid(tokens.peek().offset(), StatementAdvice.onIndex(tokens.peek()));
      }
    } while (tokens.accept(",") && !tokens.at("]"));
    close(open, "]");
    return node(new Syntax.Subscript(owner, indices, open.offset()));
  }

  private String insteadOfOperand(Token token) {
    return dialect == Dialect.STATEMENTS
        ? StatementAdvice.insteadOfOperand(tokens.previous(), token)
        : SyntaxAdvice.insteadOfOperand(tokens.previous(), token);
  }

  private String afterOperand(Token token) {
    return dialect == Dialect.STATEMENTS
        ? StatementAdvice.afterOperand(token)
        : SyntaxAdvice.afterOperand(token);
  }

  /// The text from this token to the next one, without the parentheses around it.
  private String owner(Token first) {
    String text = source.text().substring(first.offset(), tokens.peek().offset()).strip();
    return excerpt(first.is("(") ? text.substring(1, text.length() - 1).strip() : text);
  }

  /// On the '.' after an operand.
  private ComputeException attribute(String owner) {
    int offset = tokens.take().offset();
    String member = tokens.take().text();
    String arguments = tokens.at("(") ? excerpt(inParentheses()) : "";
    return invalid(offset, SyntaxAdvice.onAttribute(owner, member, arguments));
  }

  private String inParentheses() {
    int start = tokens.peek().offset() + 1;
    int open = 0;
    do {
      Token token = tokens.take();
      if (token.is("(")) {
        open++;
      } else if (token.is(")")) {
        open--;
      }
      if (open == 0) {
        return source.text().substring(start, token.offset()).strip();
      }
    } while (!tokens.atEnd());
    return "…";
  }

  private static String excerpt(String text) {
    return text.length() > MAX_EXCERPT ? "…" : Source.printable(text);
  }

  private Syntax name(Token token) {
    Token next = tokens.peekSecond();
    return switch (token.text()) {
      case "True", "true" -> node(new Syntax.BooleanLiteral(true, tokens.take().offset()));
      case "False", "false" -> node(new Syntax.BooleanLiteral(false, tokens.take().offset()));
      case "not", "and", "or", "if", "else", "is", "in" ->
          throw invalid(token.offset(), insteadOfOperand(token));
      default -> {
        if (dialect == Dialect.STATEMENTS) {
          StatementAdvice.onWord(token.text())
              .ifPresent(
                  advice -> {
                    throw invalid(token.offset(), advice);
                  });
        } else if (next.kind() == Token.Kind.NAME || next.kind() == Token.Kind.INTEGER) {
          SyntaxAdvice.onWord(token.text())
              .ifPresent(
                  advice -> {
                    throw invalid(token.offset(), advice);
                  });
        }
        tokens.take();
        if (next.is("(")) {
          yield nested(next.offset(), () -> call(token));
        }
        if (next.is(".") && dialect == Dialect.EXPRESSION) {
          throw attribute(token.text());
        }
        yield node(new Syntax.Name(token.text(), token.offset()));
      }
    };
  }

  private Syntax group() {
    Token open = tokens.take();
    Syntax first = expression();
    if (!tokens.at(",")) {
      close(open);
      groups.add(first);
      return first;
    }
    List<Syntax> elements = new ArrayList<>(List.of(first));
    while (tokens.accept(",") && !tokens.at(")")) {
      elements.add(expression());
    }
    close(open);
    return node(new Syntax.Tuple(elements, open.offset()));
  }

  private Syntax list() {
    Token open = tokens.take();
    List<Syntax> elements = new ArrayList<>(List.of(expression()));
    while (tokens.accept(",") && !tokens.at("]")) {
      elements.add(expression());
    }
    close(open, "]");
    return node(new Syntax.Tuple(elements, open.offset()));
  }

  private Syntax call(Token function) {
    Token open = tokens.take();
    List<Syntax> arguments = new ArrayList<>();
    List<Syntax.Keyword> keywords = new ArrayList<>();
    while (!tokens.at(")")) {
      argument(arguments, keywords);
      if (!tokens.accept(",")) {
        break;
      }
    }
    close(open);
    return node(new Syntax.Call(function.text(), arguments, keywords, function.offset()));
  }

  private void argument(List<Syntax> arguments, List<Syntax.Keyword> keywords) {
    Token token = tokens.peek();
    if (token.kind() != Token.Kind.NAME || !tokens.peekSecond().is("=")) {
      arguments.add(expression());
      if (!keywords.isEmpty()) {
        throw invalid(token.offset(), "arguments without a name come before those with one");
      }
      return;
    }
    if (keywords.stream().anyMatch(keyword -> keyword.name().equals(token.text()))) {
      throw invalid(token.offset(), quote(token.text()) + " is given twice");
    }
    tokens.take();
    tokens.take();
    keywords.add(new Syntax.Keyword(token.text(), expression(), token.offset()));
  }

  private void close(Token open) {
    close(open, ")");
  }

  private void close(Token open, String closing) {
    if (tokens.atEnd()) {
      throw invalid(open.offset(), "this '" + open.text() + "' is never closed");
    }
    if (!tokens.accept(closing)) {
      throw invalid(tokens.peek().offset(), afterOperand(tokens.peek()));
    }
  }

  private Syntax nested(int offset, Supplier<Syntax> part) {
    if (depth == MAX_DEPTH) {
      throw tooLarge(offset, "the expression nests more than " + MAX_DEPTH + " deep");
    }
    depth++;
    Syntax syntax = part.get();
    depth--;
    return syntax;
  }

  private Syntax node(Syntax syntax) {
    count(syntax, 1);
    if (heights.note(syntax) > MAX_HEIGHT) {
      throw tooLarge(
          syntax.offset(),
          "the expression has about " + MAX_HEIGHT + " operations in a row, the most there may be");
    }
    return syntax;
  }

  private void count(Syntax syntax, int more) {
    nodes += more;
    if (dialect == Dialect.EXPRESSION && nodes > MAX_NODES) {
      throw tooLarge(
          syntax.offset(),
          "the expression has more than "
              + MAX_NODES
              + " names, numbers and operations; for a list of values write x in (1, 2, 3) or"
              + " isin(x, s) with an input");
    }
    if (nodes > MAX_STATEMENT_NODES) {
      throw tooLarge(
          syntax.offset(),
          "the functions have more than " + MAX_STATEMENT_NODES + " names, numbers and operations");
    }
  }

  private static int size(Syntax syntax) {
    int size = 1;
    for (Syntax child : syntax.children()) {
      size += size(child);
    }
    return size;
  }

  private ComputeException tooLarge(int offset, String detail) {
    return source.error(ErrorCode.TOO_LARGE, offset, detail);
  }

  private ComputeException invalid(int offset, String detail) {
    return source.error(ErrorCode.INVALID_SYNTAX, offset, detail);
  }
}

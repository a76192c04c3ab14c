package io.parallax.function;

import static io.parallax.language.Source.quote;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.language.BinaryOperator;
import io.parallax.language.Parser;
import io.parallax.language.Source;
import io.parallax.language.Syntax;
import io.parallax.language.Token;
import io.parallax.language.TokenCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads statements of a single line: assignments, `return`, `break`, `continue`, `pass`.
final class SimpleStatementReader {
  /// Python's words that no name may be.
  private static final List<String> KEYWORDS =
      List.of(
          "False",
          "None",
          "True",
          "and",
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
          "else",
          "except",
          "finally",
          "for",
          "from",
          "global",
          "if",
          "import",
          "in",
          "is",
          "lambda",
          "nonlocal",
          "not",
          "or",
          "pass",
          "raise",
          "return",
          "try",
          "while",
          "with",
          "yield");

  private static final Map<String, BinaryOperator> AUGMENTED =
      Arrays.stream(BinaryOperator.values())
          .collect(
              Collectors.toUnmodifiableMap(
                  operator -> operator.symbol() + "=", operator -> operator));

  private final Parser parser;
  private final Source source;
  private final TokenCursor tokens;
  private final TypeReader types;

  SimpleStatementReader(Parser parser, TypeReader types) {
    this.parser = parser;
    this.source = parser.source();
    this.tokens = parser.tokens();
    this.types = types;
  }

  /// Reads one statement; `pass` and a docstring add none.
  void read(List<StatementSyntax> statements, boolean withinLoop) {
    Token token = tokens.peek();
    if (token.kind() == Token.Kind.STRING) {
      tokens.take();
      return;
    }
    switch (token.kind() == Token.Kind.NAME ? token.text() : "") {
      case "pass" -> tokens.take();
      case "break" -> {
        requireLoop(token, withinLoop);
        statements.add(new StatementSyntax.Break(tokens.take().offset()));
      }
      case "continue" -> {
        requireLoop(token, withinLoop);
        statements.add(new StatementSyntax.Continue(tokens.take().offset()));
      }
      case "return" -> statements.add(returned());
      default -> {
        StatementRefusals.onSimple(token, tokens.peekSecond())
            .ifPresent(
                advice -> {
                  throw invalid(token.offset(), advice);
                });
        statements.add(assignment());
      }
    }
  }

  private void requireLoop(Token token, boolean withinLoop) {
    if (!withinLoop) {
      throw invalid(token.offset(), quote(token.text()) + " stands within a loop");
    }
  }

  void requireName(Token token) {
    if (token.kind() != Token.Kind.NAME) {
      throw invalid(
          token.offset(),
          token.kind() == Token.Kind.SYMBOL || token.kind() == Token.Kind.INTEGER
              ? "a name is expected instead of " + quote(token.text())
              : "a name is expected here");
    }
    if (KEYWORDS.contains(token.text())) {
      throw invalid(token.offset(), quote(token.text()) + " is a word of Python and no name");
    }
  }

  /// Requires that the statement is complete.
  void requireEnd() {
    Token token = tokens.peek();
    if (token.kind() != Token.Kind.NEWLINE && token.kind() != Token.Kind.END && !token.is(";")) {
      throw invalid(token.offset(), StatementRefusals.afterStatement(token));
    }
  }

  private StatementSyntax returned() {
    Token token = tokens.take();
    if (tokens.at(Token.Kind.NEWLINE) || tokens.at(";") || tokens.atEnd()) {
      throw invalid(token.offset(), "a function returns a value: return x");
    }
    List<Syntax> values = flat(list());
    if (values.size() > FunctionLimits.MAX_RESULTS) {
      throw source.error(
          ErrorCode.TOO_LARGE,
          token.offset(),
          "a function returns at most " + FunctionLimits.MAX_RESULTS + " values");
    }
    return new StatementSyntax.Return(values, token.offset());
  }

  /// Values with commas between them.
  private List<Syntax> list() {
    List<Syntax> values = new ArrayList<>(List.of(parser.expression()));
    while (tokens.accept(",")) {
      if (tokens.at(Token.Kind.NEWLINE) || tokens.at("=") || tokens.at(";")) {
        break;
      }
      values.add(parser.expression());
    }
    return values;
  }

  /// The values of a tuple that stands alone.
  private static List<Syntax> flat(List<Syntax> values) {
    return values.size() == 1 && values.getFirst() instanceof Syntax.Tuple(var elements, _)
        ? elements
        : values;
  }

  private StatementSyntax assignment() {
    Token first = tokens.peek();
    List<Syntax> left = list();
    Token operator = tokens.peek();
    if (operator.is(":") && left.size() == 1) {
      return annotated(left.getFirst());
    }
    if (operator.kind() == Token.Kind.SYMBOL && AUGMENTED.containsKey(operator.text())) {
      return augmented(left);
    }
    if (!operator.is("=")) {
      requireEnd();
      throw invalid(first.offset(), StatementRefusals.onUnusedValue(left));
    }
    List<List<TargetSyntax>> targets = new ArrayList<>();
    List<Syntax> values = left;
    while (tokens.accept("=")) {
      targets.add(flat(values).stream().map(this::target).toList());
      values = list();
    }
    return assignment(targets, flat(values), operator.offset());
  }

  private StatementSyntax assignment(
      List<List<TargetSyntax>> targets, List<Syntax> values, int offset) {
    List<TargetSyntax> last = targets.getLast();
    if (targets.size() > 1) {
      if (values.size() > 1 || targets.stream().anyMatch(each -> each.size() > 1)) {
        throw invalid(offset, "a chain of assignments has one value and single names: a = b = 0");
      }
      for (int i = 1; i < targets.size(); i++) {
        parser.noteCopy(values.getFirst());
      }
      last = targets.stream().map(List::getFirst).toList();
      return new StatementSyntax.Assign(
          last, Collections.nCopies(last.size(), values.getFirst()), Optional.empty(), offset);
    }
    if (values.size() != last.size() && values.size() > 1) {
      throw invalid(
          offset,
          String.format(
              "there %s for %d values",
              last.size() == 1 ? "is one name" : "are " + last.size() + " names", values.size()));
    }
    return new StatementSyntax.Assign(last, values, Optional.empty(), offset);
  }

  private StatementSyntax annotated(Syntax left) {
    if (!(left instanceof Syntax.Name(String name, int offset))) {
      throw invalid(left.offset(), "a name stands before the ':' of a type");
    }
    tokens.take();
    Token at = tokens.peek();
    TypeSyntax type = types.read();
    if (type.isArray()) {
      throw invalid(at.offset(), "an array is made by a = zeros(10), without a type");
    }
    Token equals = tokens.peek();
    if (!tokens.accept("=")) {
      return new StatementSyntax.Declare(name, type, offset);
    }
    return new StatementSyntax.Assign(
        List.of(new TargetSyntax.Variable(name, offset)),
        List.of(parser.expression()),
        Optional.of(type),
        equals.offset());
  }

  private StatementSyntax augmented(List<Syntax> left) {
    Token token = tokens.take();
    if (left.size() > 1) {
      throw invalid(token.offset(), quote(token.text()) + " assigns to one name");
    }
    TargetSyntax target = target(left.getFirst());
    parser.noteCopy(left.getFirst());
    Syntax value = parser.expression();
    BinaryOperator operator = AUGMENTED.get(token.text());
    if (operator == null) {
      throw new IllegalStateException(token.text());
    }
    Syntax result = new Syntax.Binary(operator, left.getFirst(), value, token.offset());
    return new StatementSyntax.Assign(
        List.of(target), List.of(result), Optional.empty(), token.offset());
  }

  private TargetSyntax target(Syntax syntax) {
    return switch (syntax) {
      case Syntax.Name(String name, int offset) -> {
        requireName(new Token(Token.Kind.NAME, name, offset));
        yield new TargetSyntax.Variable(name, offset);
      }
      case Syntax.Subscript subscript -> element(subscript);
      case Syntax.Attribute(_, String member, int offset) ->
          throw invalid(offset, "the attribute " + quote(member) + " cannot be assigned");
      case Syntax.Tuple(_, int offset) ->
          throw invalid(offset, "tuples do not nest in an assignment");
      case Syntax.Comparison(_, _, _, int offset) ->
          throw invalid(offset, "a name stands before '='; to compare write '=='");
      case Syntax.IntegerLiteral _,
          Syntax.FloatLiteral _,
          Syntax.BooleanLiteral _,
          Syntax.Unary _,
          Syntax.Binary _,
          Syntax.Logical _,
          Syntax.Conditional _,
          Syntax.Call _ ->
          throw invalid(syntax.offset(), "only a name or an element a[i] can stand before '='");
    };
  }

  private TargetSyntax element(Syntax.Subscript subscript) {
    List<Syntax> indices = new ArrayList<>(subscript.indices());
    Syntax owner = subscript.owner();
    while (owner instanceof Syntax.Subscript(Syntax inner, List<Syntax> before, _)) {
      indices.addAll(0, before);
      owner = inner;
    }
    if (owner instanceof Syntax.Name(String name, int offset)) {
      return new TargetSyntax.Element(name, indices, offset);
    }
    throw invalid(subscript.offset(), "only elements of arrays with a name can be assigned");
  }

  private ComputeException invalid(int offset, String detail) {
    return source.error(ErrorCode.INVALID_SYNTAX, offset, detail);
  }
}

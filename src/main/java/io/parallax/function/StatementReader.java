package io.parallax.function;

import static io.parallax.language.Source.quote;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.language.Parser;
import io.parallax.language.Source;
import io.parallax.language.Syntax;
import io.parallax.language.Token;
import io.parallax.language.TokenCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Reads blocks and compound statements.
final class StatementReader {
  static final String UNEXPECTED_INDENT =
      "this line is indented, but no line before it begins a block with ':'";

  private final Parser parser;
  private final Source source;
  private final TokenCursor tokens;
  private final SimpleStatementReader simple;
  private int nesting;
  private int height;
  private int loops;
  private int count;

  StatementReader(Parser parser, TypeReader types) {
    this.parser = parser;
    this.source = parser.source();
    this.tokens = parser.tokens();
    this.simple = new SimpleStatementReader(parser, types);
  }

  /// The block of a definition, after its parameters.
  List<StatementSyntax> functionBody() {
    nesting = 0;
    height = 0;
    loops = 0;
    return suite("def");
  }

  void requireName(Token token) {
    simple.requireName(token);
  }

  /// The end of a line, or of a statement that another follows after `;`.
  void endLine() {
    simple.requireEnd();
    tokens.accept(";");
    tokens.accept(Token.Kind.NEWLINE);
  }

  /// `: statement; statement` or `:` and an indented block.
  private List<StatementSyntax> suite(String word) {
    if (!tokens.accept(":")) {
      throw invalid(tokens.peek().offset(), StatementRefusals.insteadOfColon(word, tokens.peek()));
    }
    if (!tokens.at(Token.Kind.NEWLINE)) {
      return line();
    }
    tokens.take();
    Token first = tokens.peek();
    if (!tokens.accept(Token.Kind.INDENT)) {
      throw invalid(
          first.offset(), "an indented block is expected after the ':' of " + quote(word));
    }
    if (nesting == FunctionLimits.MAX_NESTING) {
      throw tooLarge(
          first.offset(), "blocks nest more than " + FunctionLimits.MAX_NESTING + " deep");
    }
    nesting++;
    List<StatementSyntax> statements = new ArrayList<>();
    while (!tokens.accept(Token.Kind.DEDENT) && !tokens.atEnd()) {
      statement(statements);
    }
    nesting--;
    return statements;
  }

  /// Statements in the line of what they belong to.
  private List<StatementSyntax> line() {
    Token first = tokens.peek();
    switch (first.text()) {
      case "if", "for", "while", "def", "with", "try" ->
          throw invalid(
              first.offset(), quote(first.text()) + " begins a line of its own, indented");
      default -> {}
    }
    List<StatementSyntax> statements = new ArrayList<>();
    simpleLine(statements);
    return statements;
  }

  private void simpleLine(List<StatementSyntax> statements) {
    do {
      if (tokens.at(Token.Kind.NEWLINE)) {
        break;
      }
      note(tokens.peek());
      simple.read(statements, loops > 0);
      simple.requireEnd();
    } while (tokens.accept(";"));
    tokens.accept(Token.Kind.NEWLINE);
  }

  private void statement(List<StatementSyntax> statements) {
    Token token = tokens.peek();
    if (token.kind() == Token.Kind.INDENT) {
      throw invalid(token.offset(), UNEXPECTED_INDENT);
    }
    switch (token.text()) {
      case "if" -> statements.add(conditional(token));
      case "while" -> statements.add(whileLoop(token));
      case "for" -> statements.add(forLoop(token));
      case "elif", "else" ->
          throw invalid(
              token.offset(), "this " + quote(token.text()) + " has no 'if' with its indentation");
      default -> {
        StatementRefusals.onCompound(token, tokens.peekSecond())
            .ifPresent(
                advice -> {
                  throw invalid(token.offset(), advice);
                });
        simpleLine(statements);
      }
    }
  }

  private StatementSyntax conditional(Token token) {
    note(token);
    tokens.take();
    Syntax condition = parser.expression();
    return higher(
        token,
        () -> {
          List<StatementSyntax> then = suite(token.text());
          return new StatementSyntax.If(condition, then, otherwise(), token.offset());
        });
  }

  private List<StatementSyntax> otherwise() {
    Token token = tokens.peek();
    if (token.is("elif")) {
      return List.of(conditional(token));
    }
    if (token.is("else")) {
      tokens.take();
      if (tokens.at("if")) {
        throw invalid(tokens.peek().offset(), "write 'elif' instead of 'else if'");
      }
      return suite("else");
    }
    return List.of();
  }

  private StatementSyntax whileLoop(Token token) {
    note(token);
    tokens.take();
    Syntax condition = parser.expression();
    List<StatementSyntax> body = loop(token);
    return new StatementSyntax.While(condition, body, token.offset());
  }

  private StatementSyntax forLoop(Token token) {
    note(token);
    tokens.take();
    Token variable = tokens.peek();
    if (variable.is("(") || tokens.peekSecond().is(",")) {
      throw invalid(variable.offset(), StatementRefusals.SEVERAL_VARIABLES);
    }
    requireName(variable);
    tokens.take();
    if (!tokens.accept("in")) {
      throw invalid(
          tokens.peek().offset(), "'in' is expected: for " + variable.text() + " in range(n):");
    }
    StatementRefusals.onIterable(tokens.peek())
        .ifPresent(
            advice -> {
              throw invalid(tokens.peek().offset(), advice);
            });
    Syntax iterable = parser.expression();
    if (tokens.at(",")) {
      throw invalid(tokens.peek().offset(), StatementRefusals.ITERABLES);
    }
    List<StatementSyntax> body = loop(token);
    return new StatementSyntax.For(variable.text(), iterable, body, token.offset());
  }

  private List<StatementSyntax> loop(Token token) {
    loops++;
    List<StatementSyntax> body = higher(token, () -> suite(token.text()));
    loops--;
    if (tokens.at("else")) {
      throw invalid(
          tokens.peek().offset(),
          "a loop has no 'else'; set a flag before 'break', and test it after the loop");
    }
    return body;
  }

  private <T> T higher(Token token, Supplier<T> part) {
    if (height == FunctionLimits.MAX_HEIGHT) {
      throw tooLarge(
          token.offset(),
          "blocks nest more than "
              + FunctionLimits.MAX_HEIGHT
              + " deep, where each 'elif' counts as one");
    }
    height++;
    T result = part.get();
    height--;
    return result;
  }

  private void note(Token token) {
    if (++count > FunctionLimits.MAX_STATEMENTS) {
      throw tooLarge(
          token.offset(),
          "the functions have more than " + FunctionLimits.MAX_STATEMENTS + " statements");
    }
  }

  private ComputeException tooLarge(int offset, String detail) {
    return source.error(ErrorCode.TOO_LARGE, offset, detail);
  }

  private ComputeException invalid(int offset, String detail) {
    return source.error(ErrorCode.INVALID_SYNTAX, offset, detail);
  }
}

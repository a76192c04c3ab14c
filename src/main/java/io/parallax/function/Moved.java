package io.parallax.function;

import io.parallax.language.Syntax;
import java.util.List;

/// Copies a definition to one place of another text.
///
/// @param offset of every part of the copy
record Moved(int offset) {
  FunctionSyntax function(String name, FunctionSyntax function) {
    return new FunctionSyntax(
        name,
        function.parameters().stream()
            .map(
                each ->
                    new ParameterSyntax(
                        each.name(),
                        each.annotation(),
                        each.defaultValue().map(this::moved),
                        offset))
            .toList(),
        function.returns(),
        statements(function.body()),
        offset);
  }

  private List<StatementSyntax> statements(List<StatementSyntax> body) {
    return body.stream().map(this::statement).toList();
  }

  private StatementSyntax statement(StatementSyntax statement) {
    return switch (statement.map(this::moved)) {
      case StatementSyntax.Assign(var targets, var values, var declared, _) ->
          new StatementSyntax.Assign(
              targets.stream().map(this::target).toList(), values, declared, offset);
      case StatementSyntax.Declare(String variable, TypeSyntax type, _) ->
          new StatementSyntax.Declare(variable, type, offset);
      case StatementSyntax.If(Syntax condition, var then, var otherwise, _) ->
          new StatementSyntax.If(condition, statements(then), statements(otherwise), offset);
      case StatementSyntax.While(Syntax condition, var body, _) ->
          new StatementSyntax.While(condition, statements(body), offset);
      case StatementSyntax.For(String variable, Syntax iterable, var body, _) ->
          new StatementSyntax.For(variable, iterable, statements(body), offset);
      case StatementSyntax.Break _ -> new StatementSyntax.Break(offset);
      case StatementSyntax.Continue _ -> new StatementSyntax.Continue(offset);
      case StatementSyntax.Return(var values, _) -> new StatementSyntax.Return(values, offset);
    };
  }

  private TargetSyntax target(TargetSyntax target) {
    return switch (target) {
      case TargetSyntax.Variable(String name, _) -> new TargetSyntax.Variable(name, offset);
      case TargetSyntax.Element(String array, var indices, _) ->
          new TargetSyntax.Element(array, indices, offset);
    };
  }

  private Syntax moved(Syntax syntax) {
    return switch (Rewriting.children(syntax, this::moved)) {
      case Syntax.IntegerLiteral(var value, _) -> new Syntax.IntegerLiteral(value, offset);
      case Syntax.FloatLiteral(double value, _) -> new Syntax.FloatLiteral(value, offset);
      case Syntax.BooleanLiteral(boolean value, _) -> new Syntax.BooleanLiteral(value, offset);
      case Syntax.Name(String name, _) -> new Syntax.Name(name, offset);
      case Syntax.Unary(var prefix, Syntax operand, _) -> new Syntax.Unary(prefix, operand, offset);
      case Syntax.Binary(var operator, Syntax left, Syntax right, _) ->
          new Syntax.Binary(operator, left, right, offset);
      case Syntax.Comparison(var operator, Syntax left, Syntax right, _) ->
          new Syntax.Comparison(operator, left, right, offset);
      case Syntax.Logical(var operator, Syntax left, Syntax right, _) ->
          new Syntax.Logical(operator, left, right, offset);
      case Syntax.Tuple(var elements, _) -> new Syntax.Tuple(elements, offset);
      case Syntax.Call(String function, var arguments, var keywords, _) ->
          new Syntax.Call(function, arguments, keywords, offset);
      case Syntax.Conditional(Syntax condition, Syntax then, Syntax otherwise, _) ->
          new Syntax.Conditional(condition, then, otherwise, offset);
      case Syntax.Subscript(Syntax owner, var indices, _) ->
          new Syntax.Subscript(owner, indices, offset);
      case Syntax.Attribute(Syntax owner, String member, _) ->
          new Syntax.Attribute(owner, member, offset);
    };
  }
}

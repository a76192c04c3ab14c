package io.parallax.function;

import io.parallax.language.Syntax;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A statement as written. Names mean nothing yet. An augmented assignment is an assignment of the
/// operation, `pass` and docstrings are left out.
sealed interface StatementSyntax {
  int offset();

  /// The statement with other expressions, each made from the one in its place.
  default StatementSyntax map(UnaryOperator<Syntax> change) {
    return switch (this) {
      case Assign(var targets, var values, var declared, int offset) ->
          new Assign(
              targets.stream().map(target -> map(target, change)).toList(),
              values.stream().map(change).toList(),
              declared,
              offset);
      case Declare _, Break _, Continue _ -> this;
      case If(Syntax condition, var then, var otherwise, int offset) ->
          new If(change.apply(condition), map(then, change), map(otherwise, change), offset);
      case While(Syntax condition, var body, int offset) ->
          new While(change.apply(condition), map(body, change), offset);
      case For(String variable, Syntax iterable, var body, int offset) ->
          new For(variable, change.apply(iterable), map(body, change), offset);
      case Return(var values, int offset) ->
          new Return(values.stream().map(change).toList(), offset);
    };
  }

  static List<StatementSyntax> map(List<StatementSyntax> body, UnaryOperator<Syntax> change) {
    return body.stream().map(statement -> statement.map(change)).toList();
  }

  private static TargetSyntax map(TargetSyntax target, UnaryOperator<Syntax> change) {
    return switch (target) {
      case TargetSyntax.Variable variable -> variable;
      case TargetSyntax.Element(String array, var indices, int offset) ->
          new TargetSyntax.Element(array, indices.stream().map(change).toList(), offset);
    };
  }

  /// `a, b = x, y`: as many values as targets, or a single one, which has as many parts.
  ///
  /// @param declared the annotation of the single variable
  record Assign(
      List<TargetSyntax> targets, List<Syntax> values, Optional<TypeSyntax> declared, int offset)
      implements StatementSyntax {
    public Assign {
      targets = List.copyOf(targets);
      values = List.copyOf(values);
    }
  }

  /// `x: float`, which assigns nothing.
  record Declare(String variable, TypeSyntax type, int offset) implements StatementSyntax {}

  record If(
      Syntax condition, List<StatementSyntax> then, List<StatementSyntax> otherwise, int offset)
      implements StatementSyntax {
    public If {
      then = List.copyOf(then);
      otherwise = List.copyOf(otherwise);
    }
  }

  record While(Syntax condition, List<StatementSyntax> body, int offset)
      implements StatementSyntax {
    public While {
      body = List.copyOf(body);
    }
  }

  /// A loop.
  ///
  /// @param iterable a call of `range`, or an array
  record For(String variable, Syntax iterable, List<StatementSyntax> body, int offset)
      implements StatementSyntax {
    public For {
      body = List.copyOf(body);
    }
  }

  record Break(int offset) implements StatementSyntax {}

  record Continue(int offset) implements StatementSyntax {}

  record Return(List<Syntax> values, int offset) implements StatementSyntax {
    public Return {
      values = List.copyOf(values);
    }
  }
}

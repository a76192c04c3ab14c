package io.parallax.lowering;

import io.parallax.language.Expression;
import java.util.List;

/// Expressions of a function without their places in the text, equal for what has equal values in
/// one statement. Another spelling of the text may have the same parts at other places.
final class Placeless {
  private Placeless() {}

  static Expression of(Expression expression) {
    return switch (expression) {
      case Expression.Literal(var value, _) -> new Expression.Literal(value, 0);
      case Expression.Input(String name, var arrayType, _) ->
          new Expression.Input(name, arrayType, 0);
      case Expression.Cast(var operand, var type, _) -> new Expression.Cast(of(operand), type, 0);
      case Expression.Unary(var operator, var operand, _) ->
          new Expression.Unary(operator, of(operand), 0);
      case Expression.Binary(var operator, var left, var right, var shape, _) ->
          new Expression.Binary(operator, of(left), of(right), shape, 0);
      case Expression.Comparison(var operator, var left, var right, var shape, _) ->
          new Expression.Comparison(operator, of(left), of(right), shape, 0);
      case Expression.Call(var function, var arguments, var type, var shape, _) ->
          new Expression.Call(function, all(arguments), type, shape, 0);
      case Expression.Element(String array, var indices, var type, _) ->
          new Expression.Element(array, all(indices), type, 0);
      case Expression.Extent(String array, int dimension, _) ->
          new Expression.Extent(array, dimension, 0);
      case Expression.Apply(var callee, var arguments, int result, var shape, _) ->
          new Expression.Apply(
              callee, arguments.stream().map(Placeless::of).toList(), result, shape, 0);
      case Expression.Use _, Expression.Reduce _ ->
          throw new IllegalStateException("not within a function: " + expression);
    };
  }

  private static Expression.Apply.Argument of(Expression.Apply.Argument argument) {
    return switch (argument) {
      case Expression.Apply.Item(var value) -> new Expression.Apply.Item(of(value));
      case Expression.Apply.Whole(var array) -> new Expression.Apply.Whole(of(array));
      case Expression.Apply.Named named -> named;
    };
  }

  private static List<Expression> all(List<Expression> expressions) {
    return expressions.stream().map(Placeless::of).toList();
  }
}

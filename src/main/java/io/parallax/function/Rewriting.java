package io.parallax.function;

import io.parallax.language.Syntax;
import java.util.function.UnaryOperator;

/// Trees made of the parts of other trees.
final class Rewriting {
  private Rewriting() {}

  /// The same construct with other parts, each made from the one in its place.
  static Syntax children(Syntax syntax, UnaryOperator<Syntax> change) {
    return switch (syntax) {
      case Syntax.IntegerLiteral _, Syntax.FloatLiteral _, Syntax.BooleanLiteral _, Syntax.Name _ ->
          syntax;
      case Syntax.Unary(var prefix, Syntax operand, int offset) ->
          new Syntax.Unary(prefix, change.apply(operand), offset);
      case Syntax.Binary(var operator, Syntax left, Syntax right, int offset) ->
          new Syntax.Binary(operator, change.apply(left), change.apply(right), offset);
      case Syntax.Comparison(var operator, Syntax left, Syntax right, int offset) ->
          new Syntax.Comparison(operator, change.apply(left), change.apply(right), offset);
      case Syntax.Logical(var operator, Syntax left, Syntax right, int offset) ->
          new Syntax.Logical(operator, change.apply(left), change.apply(right), offset);
      case Syntax.Tuple(var elements, int offset) ->
          new Syntax.Tuple(elements.stream().map(change).toList(), offset);
      case Syntax.Call(String function, var arguments, var keywords, int offset) ->
          new Syntax.Call(
              function,
              arguments.stream().map(change).toList(),
              keywords.stream()
                  .map(
                      each ->
                          new Syntax.Keyword(
                              each.name(), change.apply(each.value()), each.offset()))
                  .toList(),
              offset);
      case Syntax.Conditional(Syntax condition, Syntax then, Syntax otherwise, int offset) ->
          new Syntax.Conditional(
              change.apply(condition), change.apply(then), change.apply(otherwise), offset);
      case Syntax.Subscript(Syntax owner, var indices, int offset) ->
          new Syntax.Subscript(change.apply(owner), indices.stream().map(change).toList(), offset);
      case Syntax.Attribute(Syntax owner, String member, int offset) ->
          new Syntax.Attribute(change.apply(owner), member, offset);
    };
  }
}

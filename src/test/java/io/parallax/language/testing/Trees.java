package io.parallax.language.testing;

import io.parallax.language.Definition;
import io.parallax.language.Expression;
import io.parallax.language.Syntax;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Trees as text that shows their whole structure, and trees without their offsets.
public final class Trees {
  private Trees() {}

  /// Every operation in parentheses, operator first: `(+ a (* b 2))`.
  public static String show(Syntax syntax) {
    return switch (syntax) {
      case Syntax.IntegerLiteral(var value, _) -> value.toString();
      case Syntax.FloatLiteral(double value, _) -> Double.toString(value);
      case Syntax.BooleanLiteral(boolean value, _) -> Boolean.toString(value);
      case Syntax.Name(String name, _) -> name;
      case Syntax.Unary(var prefix, var operand, _) -> list(prefix.symbol().strip(), show(operand));
      case Syntax.Binary(var operator, var left, var right, _) ->
          list(operator.symbol(), show(left), show(right));
      case Syntax.Comparison(var operator, var left, var right, _) ->
          list(operator.symbol(), show(left), show(right));
      case Syntax.Logical(var operator, var left, var right, _) ->
          list(operator.symbol(), show(left), show(right));
      case Syntax.Tuple(var elements, _) -> list("tuple", elements.stream().map(Trees::show));
      case Syntax.Call(String function, var arguments, var keywords, _) ->
          list(
              function,
              Stream.concat(
                  arguments.stream().map(Trees::show),
                  keywords.stream().map(keyword -> keyword.name() + "=" + show(keyword.value()))));
      case Syntax.Conditional(var condition, var then, var otherwise, _) ->
          list("if", show(condition), show(then), show(otherwise));
      case Syntax.Subscript(var owner, var indices, _) ->
          list("at", Stream.concat(Stream.of(show(owner)), indices.stream().map(Trees::show)));
      case Syntax.Attribute(var owner, String member, _) -> list("." + member, show(owner));
    };
  }

  /// As for syntax; literals show their type, casts are calls.
  public static String show(Expression expression) {
    return switch (expression) {
      case Expression.Literal(var value, _) ->
          (value.type().isFloating() ? String.valueOf(value.asDouble()) : value.bits())
              + ":"
              + value.type();
      case Expression.Input(String name, _, _) -> name;
      case Expression.Use(Definition definition, _) -> definition.name();
      case Expression.Cast(var operand, var type, _) -> list(type.label(), show(operand));
      case Expression.Unary(var operator, var operand, _) -> list(operator.name(), show(operand));
      case Expression.Binary(var operator, var left, var right, _, _) ->
          list(operator.symbol(), show(left), show(right));
      case Expression.Comparison(var operator, var left, var right, _, _) ->
          list(operator.symbol(), show(left), show(right));
      case Expression.Call(var function, var arguments, _, _, _) ->
          list(function.label(), arguments.stream().map(Trees::show));
      case Expression.Reduce reduce ->
          list(
              reduce.function().label() + reduce.axes(),
              reduce.arguments().stream().map(Trees::show));
      case Expression.Element(String array, var indices, _, _) ->
          list(array + "[]", indices.stream().map(Trees::show));
      case Expression.Extent(String array, int dimension, _) ->
          list("extent", Stream.of(array, String.valueOf(dimension)));
      case Expression.Apply apply ->
          list(
              apply.callee().name() + "#" + apply.result(),
              apply.arguments().stream()
                  .map(
                      argument ->
                          switch (argument) {
                            case Expression.Apply.Item(Expression value) -> show(value);
                            case Expression.Apply.Whole(Expression array) -> show(array);
                            case Expression.Apply.Named(String array) -> array;
                          }));
    };
  }

  public static Syntax withoutOffsets(Syntax syntax) {
    return switch (syntax) {
      case Syntax.IntegerLiteral(var value, _) -> new Syntax.IntegerLiteral(value, 0);
      case Syntax.FloatLiteral(double value, _) -> new Syntax.FloatLiteral(value, 0);
      case Syntax.BooleanLiteral(boolean value, _) -> new Syntax.BooleanLiteral(value, 0);
      case Syntax.Name(String name, _) -> new Syntax.Name(name, 0);
      case Syntax.Unary(var prefix, var operand, _) ->
          new Syntax.Unary(prefix, withoutOffsets(operand), 0);
      case Syntax.Binary(var operator, var left, var right, _) ->
          new Syntax.Binary(operator, withoutOffsets(left), withoutOffsets(right), 0);
      case Syntax.Comparison(var operator, var left, var right, _) ->
          new Syntax.Comparison(operator, withoutOffsets(left), withoutOffsets(right), 0);
      case Syntax.Logical(var operator, var left, var right, _) ->
          new Syntax.Logical(operator, withoutOffsets(left), withoutOffsets(right), 0);
      case Syntax.Tuple(var elements, _) -> new Syntax.Tuple(withoutOffsets(elements), 0);
      case Syntax.Call(String function, var arguments, var keywords, _) ->
          new Syntax.Call(
              function,
              withoutOffsets(arguments),
              keywords.stream()
                  .map(k -> new Syntax.Keyword(k.name(), withoutOffsets(k.value()), 0))
                  .toList(),
              0);
      case Syntax.Conditional(var condition, var then, var otherwise, _) ->
          new Syntax.Conditional(
              withoutOffsets(condition), withoutOffsets(then), withoutOffsets(otherwise), 0);
      case Syntax.Subscript(var owner, var indices, _) ->
          new Syntax.Subscript(withoutOffsets(owner), withoutOffsets(indices), 0);
      case Syntax.Attribute(var owner, String member, _) ->
          new Syntax.Attribute(withoutOffsets(owner), member, 0);
    };
  }

  private static List<Syntax> withoutOffsets(List<Syntax> elements) {
    return elements.stream().map(Trees::withoutOffsets).toList();
  }

  private static String list(String head, String... parts) {
    return list(head, Stream.of(parts));
  }

  private static String list(String head, Stream<String> parts) {
    return parts.collect(Collectors.joining(" ", "(" + head + " ", ")"));
  }
}

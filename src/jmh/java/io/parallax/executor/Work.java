package io.parallax.executor;

import io.parallax.language.Analyzer;
import io.parallax.language.Expression;
import io.parallax.language.Parser;
import io.parallax.lowering.Lowering;
import io.parallax.lowering.Selection;
import io.parallax.lowering.Target;
import io.parallax.program.Program;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Overflow;
import io.parallax.type.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is measured: the works of `src/jmh/peers/peers.py`, by the same names, over the same kinds
/// of arrays. `a` and `b` are float64, `af` and `bf` float32, `ai`, `bi` and `x` int64, `ci` and
/// `di` int32. The works with `wrapped` in their names let integers wrap; each has a twin that
/// looks for overflow.
enum Work {
  arithmetic("(2*a + 3*b)/b"),
  trigonometric("sin(a)**2 + cos(b)**2"),
  gaussian("exp(-a*a/2)/sqrt(2*pi)"),
  where("where(a > b, a, b)*2 + 1"),
  float32("2*af + 3*bf"),
  modulo("(ai*bi + 7) % 1000"),
  integerSum("ai + bi"),
  wrappedSum("ai + bi"),
  integerProduct("ai*bi + x"),
  wrappedProduct("ai*bi + x"),
  shortSum("ci + di"),
  wrappedShortSum("ci + di"),
  shortProduct("ci*7 + di"),
  wrappedShortProduct("ci*7 + di"),
  filter("x < 50"),
  sum("sum(a)"),
  floatSum("sum(af)"),
  mean("mean(a)"),
  prod("prod(a)"),
  min("min(a)"),
  std("std(a)"),
  filteredSum("sum(a)"),
  zscore("(a - mean(a)) / std(a)");

  private static final Map<String, DataType> INPUTS =
      Map.of(
          "a", DataType.FLOAT64,
          "b", DataType.FLOAT64,
          "af", DataType.FLOAT32,
          "bf", DataType.FLOAT32,
          "ai", DataType.INT64,
          "bi", DataType.INT64,
          "ci", DataType.INT32,
          "di", DataType.INT32,
          "x", DataType.INT64);

  private final String text;

  Work(String text) {
    this.text = text;
  }

  /// The work's program for one-dimensional inputs of that many elements.
  Program program(long size) {
    Target target = target("result", text, size);
    return switch (this) {
      case filter -> Lowering.filter(target, new Selection.Values(List.of(target("x", "x", size))));
      case filteredSum ->
          Lowering.reduce(Optional.of(target("where", "b < 0.5", size)), List.of(target));
      case arithmetic,
          trigonometric,
          gaussian,
          where,
          float32,
          modulo,
          sum,
          floatSum,
          mean,
          prod,
          min,
          std,
          zscore ->
          Lowering.evaluate(target);
      case integerSum, integerProduct, shortSum, shortProduct ->
          Lowering.evaluate(target, Overflow.ERROR);
      case wrappedSum, wrappedProduct, wrappedShortSum, wrappedShortProduct ->
          Lowering.evaluate(target, Overflow.WRAP);
    };
  }

  private static Target target(String name, String text, long size) {
    Map<String, ArrayType> types = new LinkedHashMap<>();
    INPUTS.forEach((input, type) -> types.put(input, new ArrayType(type, Shape.of(size))));
    Expression expression = Analyzer.analyze(text, Parser.parse(text), types);
    return new Target(name, text, expression, "/" + name);
  }
}

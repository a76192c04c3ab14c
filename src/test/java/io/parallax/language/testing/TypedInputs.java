package io.parallax.language.testing;

import io.parallax.language.Analyzer;
import io.parallax.language.Expression;
import io.parallax.language.Parser;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.Map;

/// Inputs for tests of analysis: vectors `b`, `i`, `l`, `f`, `d` of each type, a matrix `m`, a
/// float32 without dimensions `s`, and `z` and `y` without elements.
public final class TypedInputs {
  public static final Map<String, ArrayType> ALL =
      Map.ofEntries(
          Map.entry("b", new ArrayType(DataType.BOOL, Shape.of(3))),
          Map.entry("i", new ArrayType(DataType.INT32, Shape.of(3))),
          Map.entry("l", new ArrayType(DataType.INT64, Shape.of(3))),
          Map.entry("f", new ArrayType(DataType.FLOAT32, Shape.of(3))),
          Map.entry("d", new ArrayType(DataType.FLOAT64, Shape.of(3))),
          Map.entry("m", new ArrayType(DataType.FLOAT64, Shape.of(2, 3))),
          Map.entry("s", new ArrayType(DataType.FLOAT32, Shape.SCALAR)),
          Map.entry("z", new ArrayType(DataType.FLOAT64, Shape.of(0, 3))),
          Map.entry("y", new ArrayType(DataType.INT32, Shape.of(0))),
          Map.entry("big", new ArrayType(DataType.FLOAT64, Shape.of(1L << 40, 1))),
          Map.entry("wide", new ArrayType(DataType.FLOAT64, Shape.of(1L << 40))),
          Map.entry("none", new ArrayType(DataType.FLOAT64, Shape.of(0, 1L << 40, 1L << 40))));

  private TypedInputs() {}

  public static Expression analyze(String text) {
    return Analyzer.analyze(text, Parser.parse(text), ALL);
  }

  public static String typeOf(String text) {
    Expression expression = analyze(text);
    return new ArrayType(expression.type(), expression.shape()).toString();
  }
}

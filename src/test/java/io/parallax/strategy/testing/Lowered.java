package io.parallax.strategy.testing;

import io.parallax.language.Analyzer;
import io.parallax.language.Parser;
import io.parallax.lowering.Lowering;
import io.parallax.lowering.Target;
import io.parallax.program.Program;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.Map;

/// Programs from text.
public final class Lowered {
  private Lowered() {}

  /// An expression over float64 arrays a and b of so many elements.
  public static Program of(String expression, long count) {
    ArrayType type = new ArrayType(DataType.FLOAT64, Shape.of(count));
    Map<String, ArrayType> inputs = Map.of("a", type, "b", type);
    return Lowering.evaluate(
        new Target(
            "result",
            expression,
            Analyzer.analyze(expression, Parser.parse(expression), inputs),
            "/expression"));
  }
}

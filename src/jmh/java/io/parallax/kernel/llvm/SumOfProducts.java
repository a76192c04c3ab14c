package io.parallax.kernel.llvm;

import io.parallax.language.Analyzer;
import io.parallax.language.Parser;
import io.parallax.lowering.Lowering;
import io.parallax.lowering.Target;
import io.parallax.program.Loop;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Loops of any length, for benchmarks of compiling.
public final class SumOfProducts {
  private SumOfProducts() {}

  /// A sum of products of float64 arrays and constants.
  ///
  /// @param number loops of different numbers have different constants, so they are not the same
  public static Loop loop(int operations, int number) {
    String products =
        IntStream.range(0, (operations + 1) / 2)
            .mapToObj(at -> (at % 2 == 0 ? "a*" : "b*") + (number + 1.0 / (at + 2)))
            .collect(Collectors.joining(" + "));
    String text = operations % 2 == 0 ? products + " + c" : products;
    ArrayType type = new ArrayType(DataType.FLOAT64, Shape.of(1_000_000));
    Map<String, ArrayType> inputs = Map.of("a", type, "b", type, "c", type);
    var expression = Analyzer.analyze(text, Parser.parse(text), inputs);
    return Lowering.evaluate(new Target("result", text, expression, "/expression"))
        .loops()
        .getFirst();
  }
}

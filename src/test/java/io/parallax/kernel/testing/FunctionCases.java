package io.parallax.kernel.testing;

import io.parallax.language.MathFunction;
import io.parallax.mathematics.FunctionUnderTest;
import io.parallax.mathematics.Points;
import io.parallax.program.Requests;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every function of mathematics on both types of float, and functions that share what they rarely
/// need: once where it is hard, once where hardly anything is.
final class FunctionCases {
  private static final long SEED = 11;

  /// Of a double `x` and a float `s`.
  private static final Map<MathFunction, List<String>> TOGETHER =
      Map.of(
          MathFunction.TAN,
              List.of(
                  "tan(x) + sin(-x) * cos(abs(x))",
                  "sin(x) - cos(-x) + tan(abs(x))",
                  "sin(s) + tan(-s) - cos(float64(s))",
                  "where(sin(x) > 0, cos(x), tan(sin(x)))"),
          MathFunction.SINH,
              List.of(
                  "sinh(x) * cosh(-x) + exp(x) - exp2(abs(x)) + expm1(-x)",
                  "sinh(s) * cosh(-s) + exp(s) - exp2(abs(s)) + expm1(x)"),
          MathFunction.LOG,
              List.of(
                  "log(x) + log2(x) * log10(abs(x)) - log1p(-x)",
                  "log(s) + log2(-s) * log10(x) - arcsinh(s)"),
          MathFunction.ARCCOSH, List.of("arcsinh(x) + arccosh(abs(x)) - arctanh(x) + cbrt(-x)"),
          MathFunction.POW, List.of("x ** x + 2.5 ** x - x ** 1.5", "s ** s + 2.5 ** float64(s)"));

  private final int length;

  public FunctionCases(int length) {
    this.length = length;
  }

  public Stream<EngineCase> all() {
    return Stream.concat(
        FunctionUnderTest.all().flatMap(function -> Stream.of(hard(function), easy(function))),
        TOGETHER.entrySet().stream().flatMap(each -> together(each.getKey(), each.getValue())));
  }

  /// Several functions where the one is hard, and where it is easy.
  private Stream<EngineCase> together(MathFunction function, List<String> texts) {
    return texts.stream()
        .flatMap(
            text ->
                Stream.of(
                    together(text, "hard", type -> Points.of(function, type, length, SEED)),
                    together(
                        text,
                        "easy",
                        type -> Points.mostlyOrdinary(function, type, length, SEED))));
  }

  private EngineCase together(String text, String kind, Function<DataType, Points> points) {
    Map<String, TestArray> inputs =
        Map.of(
            "x", points.apply(DataType.FLOAT64).x(),
            "s", points.apply(DataType.FLOAT32).x());
    Map<String, ArrayType> types =
        inputs.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, input -> input.getValue().arrayType()));
    return new EngineCase(
        text + ", " + length + " " + kind + " points", Requests.over(types).evaluate(text), inputs);
  }

  private EngineCase hard(FunctionUnderTest each) {
    return at(each, "hard", Points.of(each.function(), each.type(), length, SEED));
  }

  private EngineCase easy(FunctionUnderTest each) {
    return at(each, "easy", Points.mostlyOrdinary(each.function(), each.type(), length, SEED));
  }

  private EngineCase at(FunctionUnderTest function, String kind, Points points) {
    return new EngineCase(
        function + ", " + length + " " + kind + " points",
        function.program(points),
        Map.of("x", points.x(), "y", points.y()));
  }
}

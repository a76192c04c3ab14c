package io.parallax.mathematics;

import io.parallax.language.MathFunction;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// What C99 says of special arguments (ISO/IEC 9899:1999, Annex F.9), and exact cases: for each
/// function lines of `arguments → value`. The value is exact unless it is written with `~`, which
/// stands for the nearest number or a neighbour of it. `±` stands for two lines, one of each sign.
final class SpecialValues {
  private SpecialValues() {}

  /// One line.
  record Line(MathFunction function, double x, double y, double value, boolean isNear) {
    @Override
    public String toString() {
      return function
          + (function.operandCount() == 1 ? " of " + x : " of " + x + " and " + y)
          + " is "
          + (isNear ? "about " : "")
          + value;
    }
  }

  static Stream<Line> all() {
    return Arrays.stream(MathFunction.values())
        .flatMap(
            function ->
                FunctionReference.of(function).specialValues().stream()
                    .flatMap(text -> lines(function, text)));
  }

  private static Stream<Line> lines(MathFunction function, String text) {
    return text.contains("±")
        ? Stream.of(line(function, text.replace("±", "")), line(function, text.replace("±", "-")))
        : Stream.of(line(function, text));
  }

  private static Line line(MathFunction function, String text) {
    String[] sides = text.split(" → ", -1);
    double[] operands =
        Stream.of(sides[0].split(" ", -1)).mapToDouble(SpecialValues::number).toArray();
    return new Line(
        function,
        operands[0],
        operands.length > 1 ? operands[1] : 0,
        number(sides[1].replace("~", "")),
        sides[1].startsWith("~"));
  }

  private static double number(String text) {
    if (text.startsWith("-")) {
      return -number(text.substring(1));
    }
    return switch (text) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "nan" -> Double.NaN;
      case "pi" -> Math.PI;
      case "pi/2" -> Math.PI / 2;
      case "pi/4" -> Math.PI / 4;
      case "3pi/4" -> 3 * Math.PI / 4;
      default -> Double.parseDouble(text);
    };
  }

  static final List<String> ANGLES =
      List.of(
          "±0 -0 → ~±pi",
          "±0 0 → ±0",
          "±0 -1 → ~±pi",
          "±0 1 → ±0",
          "±1 0 → ~±pi/2",
          "±1 -0 → ~±pi/2",
          "±1 -inf → ~±pi",
          "±1 inf → ±0",
          "±inf 1 → ~±pi/2",
          "±inf -1 → ~±pi/2",
          "±inf -inf → ~±3pi/4",
          "±inf inf → ~±pi/4",
          "±1 1 → ~±pi/4",
          "±1 -1 → ~±3pi/4",
          "nan 1 → nan",
          "1 nan → nan",
          "nan inf → nan",
          "-inf nan → nan",
          "nan 0 → nan",
          "nan nan → nan");

  static final List<String> POWERS =
      List.of(
          "±0 -3 → ±inf",
          "±0 -2 → inf",
          "±0 -2.5 → inf",
          "±0 -inf → inf",
          "±0 3 → ±0",
          "±0 2 → 0",
          "±0 2.5 → 0",
          "±0 inf → 0",
          "-1 ±inf → 1",
          "1 ±inf → 1",
          "1 nan → 1",
          "1 -7.5 → 1",
          "nan ±0 → 1",
          "±inf 0 → 1",
          "±inf -0 → 1",
          "-3 ±0 → 1",
          "±0 0 → 1",
          "±0 -0 → 1",
          "-2 0.5 → nan",
          "-2 -2.5 → nan",
          "±0.5 -inf → inf",
          "±2 -inf → 0",
          "±0.5 inf → 0",
          "±2 inf → inf",
          "-inf -3 → -0",
          "-inf -2 → 0",
          "-inf -2.5 → 0",
          "-inf 3 → -inf",
          "-inf 2 → inf",
          "-inf 2.5 → inf",
          "inf -2.5 → 0",
          "inf 2.5 → inf",
          "nan 1 → nan",
          "2 nan → nan",
          "-1 nan → nan",
          "nan nan → nan",
          "nan inf → nan",
          "inf nan → nan",
          "0 nan → nan",
          "±2 3 → ±8",
          "±2 -1 → ±0.5",
          "-2 10 → 1024",
          "-1 1e9 → 1",
          "10 3 → 1000",
          "±2 1e5 → inf",
          "±2 -1e5 → 0",
          "-2 127 → -0x1p127",
          "-2 -149 → -0x1p-149",
          "-0.5 -inf → inf");
}

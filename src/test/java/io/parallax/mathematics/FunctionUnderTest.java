package io.parallax.mathematics;

import io.parallax.kernel.Outcome;
import io.parallax.kernel.ProgramRunner;
import io.parallax.kernel.TestArray;
import io.parallax.program.Program;
import io.parallax.program.Requests;
import io.parallax.type.DataType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// A function of the language on one type of float, reached as users reach it: through a text.
public record FunctionUnderTest(MathFunction function, DataType type) {

  public static Stream<FunctionUnderTest> all() {
    return Arrays.stream(MathFunction.values())
        .flatMap(
            function ->
                Stream.of(DataType.FLOAT64, DataType.FLOAT32)
                    .map(type -> new FunctionUnderTest(function, type)));
  }

  /// The call as an expression over `x` and `y`.
  String text() {
    return switch (function) {
      case CUBE_ROOT -> "cbrt(x)";
      case HYPOTENUSE -> "hypot(x, y)";
      case POWER -> "x ** y";
      case ARCTAN2 -> "arctan2(x, y)";
      case SIN,
          COS,
          TAN,
          ARCSIN,
          ARCCOS,
          ARCTAN,
          SINH,
          COSH,
          TANH,
          ARCSINH,
          ARCCOSH,
          ARCTANH,
          EXP,
          EXP2,
          EXPM1,
          LOG,
          LOG2,
          LOG10,
          LOG1P ->
          function.name().toLowerCase(Locale.ROOT) + "(x)";
    };
  }

  /// The largest error in ulps that is promised.
  double errorBound() {
    return function.errorBound(type);
  }

  /// The program for these operands.
  public Program program(Points points) {
    return Requests.over(Map.of("x", points.x().arrayType(), "y", points.y().arrayType()))
        .evaluate(text());
  }

  /// The values there.
  TestArray values(ProgramRunner runner, Points points) {
    Outcome outcome = runner.run(program(points), Map.of("x", points.x(), "y", points.y()));
    return switch (outcome) {
      case Outcome.Values values -> values.result("result");
      case Outcome.Failure failure -> throw new AssertionError(this + ": " + failure);
    };
  }

  @Override
  public String toString() {
    return text() + " " + type;
  }
}

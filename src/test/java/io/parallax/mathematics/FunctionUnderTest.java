package io.parallax.mathematics;

import io.parallax.kernel.testing.Outcome;
import io.parallax.kernel.testing.ProgramRunner;
import io.parallax.kernel.testing.TestArray;
import io.parallax.language.MathFunction;
import io.parallax.program.Program;
import io.parallax.program.Requests;
import io.parallax.type.DataType;
import java.util.Arrays;
import java.util.List;
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

  /// Those that a campaign is asked for by `-Dfunctions=exp10,logaddexp`; all if it is asked for
  /// none.
  static Stream<FunctionUnderTest> asked() {
    List<String> labels = List.of(System.getProperty("functions", "").split(",", -1));
    return all().filter(each -> labels.contains("") || labels.contains(each.function.label()));
  }

  /// The call as an expression over `x` and `y`.
  String text() {
    return function.label() + (function.operandCount() == 1 ? "(x)" : "(x, y)");
  }

  /// The largest error in ulps that is promised.
  double errorBound() {
    return function.errorBound().orElseThrow().of(type);
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

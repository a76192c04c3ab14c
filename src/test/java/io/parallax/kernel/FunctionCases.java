package io.parallax.kernel;

import io.parallax.mathematics.FunctionUnderTest;
import io.parallax.mathematics.Points;
import java.util.Map;
import java.util.stream.Stream;

/// Every function of mathematics on both types of float: once where it is hard, once where hardly
/// anything is.
final class FunctionCases {
  private static final long SEED = 11;

  private final int length;

  FunctionCases(int length) {
    this.length = length;
  }

  Stream<EngineCase> all() {
    return FunctionUnderTest.all().flatMap(function -> Stream.of(hard(function), easy(function)));
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

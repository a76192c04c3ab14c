package io.parallax.mathematics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parallax.kernel.testing.EngineRunner;
import io.parallax.kernel.testing.TestArray;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class SpecialValuesTest {
  /// How far from the nearest number one that is only near may be: its neighbours.
  private static final double NEIGHBOURS = 1.1;

  @TestFactory
  Stream<DynamicTest> followC99() {
    return FunctionUnderTest.all()
        .flatMap(
            function -> {
              List<SpecialValues.Line> lines =
                  SpecialValues.all()
                      .filter(line -> line.function() == function.function())
                      .toList();
              TestArray values = function.values(EngineRunner.ORACLE, points(function, lines));
              return IntStream.range(0, lines.size())
                  .mapToObj(
                      at ->
                          DynamicTest.dynamicTest(
                              lines.get(at) + " in " + function.type(),
                              () -> check(lines.get(at), values.element(at))));
            });
  }

  private static void check(SpecialValues.Line line, Scalar actual) {
    if (line.isNear()) {
      double nearest = of(actual.type(), line.value()).asDouble();
      double spacing =
          actual.type() == DataType.FLOAT64 ? Math.ulp(nearest) : Math.ulp((float) nearest);
      assertEquals(nearest, actual.asDouble(), NEIGHBOURS * spacing, line::toString);
    } else {
      assertEquals(of(actual.type(), line.value()), actual, line::toString);
    }
  }

  private static Points points(FunctionUnderTest function, List<SpecialValues.Line> lines) {
    return new Points(
        array(function.type(), lines, SpecialValues.Line::x),
        array(function.type(), lines, SpecialValues.Line::y));
  }

  private static TestArray array(
      DataType type, List<SpecialValues.Line> lines, ToDoubleFunction<SpecialValues.Line> operand) {
    return TestArray.of(
        type,
        Shape.of(lines.size()),
        lines.stream().mapToLong(line -> of(type, operand.applyAsDouble(line)).bits()));
  }

  private static Scalar of(DataType type, double value) {
    return type == DataType.FLOAT64 ? Scalar.of(value) : Scalar.of((float) value);
  }
}

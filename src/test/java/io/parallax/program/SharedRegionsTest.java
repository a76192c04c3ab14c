package io.parallax.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Functions whose rare parts have operations in common: an engine can still leave these out.
class SharedRegionsTest {
  private static final Requests REQUESTS =
      Requests.over(
          Map.of(
              "x", new ArrayType(DataType.FLOAT64, Shape.of(100)),
              "s", new ArrayType(DataType.FLOAT32, Shape.of(100))));

  /// What joins the two, and what turns or takes the magnitude of an argument.
  private static final int GLUE = 3;

  @ParameterizedTest
  @ValueSource(strings = {"x", "s"})
  void functionsOfOneAngleLeaveOutItsReductionTogether(String name) {
    List<String> angles =
        Stream.of("sin", "cos", "tan")
            .flatMap(function -> Stream.of("", "-", "abs").map(sign -> call(function, sign, name)))
            .toList();
    for (String one : angles) {
      for (String other : angles) {
        assertThat(always(one + " + " + other))
            .as(one + " + " + other)
            .isLessThanOrEqualTo(always(one) + always(other) + GLUE);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "s"})
  void theReductionIsOnceInTheProgram(String name) {
    int sine = count("sin(" + name + ")");
    int tangent = count("tan(" + name + ")");
    int both = count("sin(" + name + ") + tan(" + name + ")");
    assertThat(both).isLessThan(sine + tangent - sine / 2);
  }

  private static String call(String function, String sign, String name) {
    return function + "(" + sign + "(" + name + "))";
  }

  /// How many operations but constants an engine cannot leave out.
  private static int always(String text) {
    return REQUESTS.evaluate(text).loops().stream().mapToInt(SharedRegionsTest::always).sum();
  }

  private static int always(Loop loop) {
    List<Operation> operations = loop.operations();
    BitSet always = new BitSet();
    always.set(0, operations.size());
    RareRegions.of(operations, loop.sinks())
        .regions()
        .forEach(region -> always.clear(region.start(), region.end()));
    return (int)
        IntStream.range(0, operations.size())
            .filter(at -> always.get(at) && !(operations.get(at) instanceof Operation.Constant))
            .count();
  }

  private static int count(String text) {
    return REQUESTS.evaluate(text).loops().stream().mapToInt(it -> it.operations().size()).sum();
  }
}

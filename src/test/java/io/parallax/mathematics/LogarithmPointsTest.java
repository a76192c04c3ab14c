package io.parallax.mathematics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parallax.program.Value;
import io.parallax.type.DataType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Logarithms and inverse hyperbolic functions where they were found to be worst: the points hold
/// the exact values rounded to nearest, from which an error of less than an ulp leads at most to
/// the next float.
class LogarithmPointsTest {
  private static final Map<String, UnaryOperator<Value>> FORMULAS =
      Map.of(
          "log", Logarithm::log,
          "log2", Logarithm::log2,
          "log10", Logarithm::log10,
          "log1p", Logarithm::log1p,
          "arcsinh", InverseHyperbolic::arcsinh,
          "arccosh", InverseHyperbolic::arccosh,
          "arctanh", InverseHyperbolic::arctanh);

  private record Point(String function, String type, double x, double value) {
    static Point of(String line) {
      String[] words = line.split(" ", -1);
      return new Point(
          words[0], words[1], Double.parseDouble(words[2]), Double.parseDouble(words[3]));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"log", "log2", "log10", "log1p", "arcsinh", "arccosh", "arctanh"})
  void noDoubleIsFartherThanTheNext(String function) throws IOException {
    Formula formula = Formula.of(DataType.FLOAT64, formula(function));
    for (Point point : points(function, "float64")) {
      double value = formula.of(point.x);
      assertTrue(
          Math.abs(value - point.value) <= Math.ulp(point.value), () -> point + ": " + value);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"log", "log2", "log10", "log1p", "arcsinh", "arccosh", "arctanh"})
  void noSingleIsFartherThanTheNext(String function) throws IOException {
    Formula formula = Formula.of(DataType.FLOAT32, formula(function));
    for (Point point : points(function, "float32")) {
      float value = formula.of((float) point.x);
      float exact = (float) point.value;
      assertTrue(Math.abs(value - exact) <= Math.ulp(exact), () -> point + ": " + value);
    }
  }

  private static UnaryOperator<Value> formula(String function) {
    return Objects.requireNonNull(FORMULAS.get(function));
  }

  private static List<Point> points(String function, String type) throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(
            LogarithmPointsTest.class.getResourceAsStream("logarithm-points.txt"))) {
      List<Point> points =
          new String(stream.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> line.startsWith(function + " " + type + " "))
              .map(Point::of)
              .toList();
      assertEquals(24, points.size());
      return points;
    }
  }
}

package io.parallax.mathematics;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parallax.program.Value;
import io.parallax.type.DataType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// Arguments at which functions were found to be hard, of both float types, with their values by
/// MPFR: the file `hard-points.txt`. Of each region looked at (all bits, around seams, subnormal,
/// …) it holds the worst of 20 000 arguments and some others.
record HardPoints(String function) {
  private static final int DOUBLE_DIGITS = 16;
  private static final List<String> LINES = lines();

  /// Asserts that the formula's error is at most this many ulp at every point, and that there are
  /// points.
  void assertWithin(double bound, DataType type, UnaryOperator<Value> formula) {
    assertWithin(bound, type, Formula.of(type, formula));
  }

  void assertWithin(double bound, DataType type, BinaryOperator<Value> formula) {
    assertWithin(bound, type, Formula.ofTwo(type, formula));
  }

  private void assertWithin(double bound, DataType type, Formula formula) {
    List<String[]> points = points(type);
    assertTrue(points.size() >= 10, () -> function + " has " + points.size() + " points");
    for (String[] point : points) {
      double error = error(type, formula, point);
      assertTrue(error <= bound, () -> String.join(" ", point) + ": wrong by " + error + " ulp");
    }
  }

  private List<String[]> points(DataType type) {
    int digits = type == DataType.FLOAT64 ? DOUBLE_DIGITS : DOUBLE_DIGITS / 2;
    return LINES.stream()
        .map(line -> line.split(" "))
        .filter(words -> words[0].equals(function) && words[1].length() == digits)
        .toList();
  }

  private static double error(DataType type, Formula formula, String[] words) {
    int operandCount = words.length - 3;
    long[] operands = new long[operandCount];
    for (int at = 0; at < operandCount; at++) {
      operands[at] = Long.parseUnsignedLong(words[1 + at], 16);
    }
    long nearest = Long.parseUnsignedLong(words[1 + operandCount], 16);
    double missing = Double.parseDouble(words[2 + operandCount]);
    return Math.abs(stepsBetween(type, nearest, formula.bits(operands)) - missing);
  }

  private static double stepsBetween(DataType type, long from, long to) {
    if (type == DataType.FLOAT64) {
      double nearest = Double.longBitsToDouble(from);
      return (Double.longBitsToDouble(to) - nearest) / Math.ulp(nearest);
    }
    float nearest = Float.intBitsToFloat((int) from);
    return ((double) Float.intBitsToFloat((int) to) - nearest) / Math.ulp(nearest);
  }

  private static List<String> lines() {
    try (InputStream file = HardPoints.class.getResourceAsStream("hard-points.txt")) {
      byte[] bytes = Objects.requireNonNull(file).readAllBytes();
      return new String(bytes, StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

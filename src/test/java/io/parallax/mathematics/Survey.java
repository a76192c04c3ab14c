package io.parallax.mathematics;

import io.parallax.kernel.testing.ProgramRunner;
import io.parallax.kernel.testing.TestArray;
import io.parallax.language.MathFunction;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// The largest error of a function over points: each is estimated, the worst are judged by the
/// reference.
final class Survey {
  private static final int JUDGED = 16;

  /// How far estimate and reference may differ in ulps.
  private static final double AGREEMENT = 1e-6;

  private Survey() {}

  /// @param points how many of the points were in the function's domain
  /// @param error in ulps, the largest
  /// @param x where it was found
  /// @param y the second operand there; of functions of two
  record Finding(FunctionUnderTest function, long points, double error, double x, double y) {
    /// The larger one of two of the same function, over all points of both.
    Finding merged(Finding other) {
      Finding worse = other.error > error ? other : this;
      return new Finding(function, points + other.points, worse.error, worse.x, worse.y);
    }

    /// The arguments, to the bit.
    String place() {
      return function.function().operandCount() == 1
          ? Double.toHexString(x)
          : Double.toHexString(x) + " and " + Double.toHexString(y);
    }

    @Override
    public String toString() {
      return "%s: %.4f ulp at %s of %d points".formatted(function, error, place(), points);
    }
  }

  static Finding of(FunctionUnderTest function, Points points, ProgramRunner runner) {
    TestArray values = function.values(runner, points);
    double[] errors = new double[points.count()];
    IntStream.range(0, errors.length)
        .parallel()
        .forEach(at -> errors[at] = estimated(function, points, values, at));
    long inDomain = Arrays.stream(errors).filter(error -> error >= 0).count();
    return IntStream.range(0, errors.length)
        .boxed()
        .sorted(Comparator.comparingDouble(at -> -errors[at]))
        .limit(JUDGED)
        .filter(at -> errors[at] >= 0)
        .map(at -> judged(function, points, values, at, errors[at], inDomain))
        .max(Comparator.comparingDouble(Finding::error))
        .orElseThrow();
  }

  /// Negative outside the domain.
  private static double estimated(
      FunctionUnderTest underTest, Points points, TestArray values, int at) {
    MathFunction function = underTest.function();
    double x = points.x().element(at).asDouble();
    double y = points.y().element(at).asDouble();
    return Reference.isDefined(function, x, y)
        ? Estimate.value(function, x, y).error(underTest.type(), values.element(at).asDouble())
        : -1;
  }

  private static Finding judged(
      FunctionUnderTest underTest,
      Points points,
      TestArray values,
      int at,
      double estimated,
      long inDomain) {
    double x = points.x().element(at).asDouble();
    double y = points.y().element(at).asDouble();
    BigDecimal exact = Reference.value(underTest.function(), x, y).orElseThrow();
    double error = Ulps.error(underTest.type(), exact, values.element(at).asDouble());
    Finding finding = new Finding(underTest, inDomain, error, x, y);
    if (error != estimated && !(Math.abs(error - estimated) <= AGREEMENT * Math.max(1, error))) {
      throw new AssertionError(finding + ", estimated as " + estimated);
    }
    return finding;
  }
}

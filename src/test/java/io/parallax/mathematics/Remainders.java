package io.parallax.mathematics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parallax.kernel.testing.Outcome;
import io.parallax.kernel.testing.ProgramRunner;
import io.parallax.kernel.testing.TestArray;
import io.parallax.language.MathFunction;
import io.parallax.program.Requests;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.math.BigDecimal;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// `fmod` against exact decimals. It is no formula but a primitive operation, and the remainder of
/// two floats is one itself: no error at all is accepted.
final class Remainders {
  private static final double[] EDGES = {
    Double.MAX_VALUE,
    0x1.fffffep127,
    1,
    3,
    0x1.fffffep-1,
    0x1p-126,
    0x1p-149,
    Double.MIN_NORMAL,
    Double.MIN_VALUE,
    0,
    Double.POSITIVE_INFINITY,
    Double.NaN
  };

  private Remainders() {}

  /// Any two numbers, many of like magnitude, and for one in three a dividend beside a multiple of
  /// its divisor.
  static Points points(DataType type, int count, long seed) {
    Points any = Points.of(MathFunction.HYPOT, type, count, seed);
    SplittableRandom random = new SplittableRandom(seed);
    return new Points(
        array(
            type,
            IntStream.range(0, count)
                .mapToObj(
                    at ->
                        random.nextInt(3) == 0
                            ? besideMultiple(any.y().element(at), random)
                            : any.x().element(at))),
        any.y());
  }

  /// Every two of the largest, the least and the special numbers, of every sign.
  static Points edges(DataType type) {
    double[] values =
        DoubleStream.of(EDGES).flatMap(value -> DoubleStream.of(value, -value)).toArray();
    int count = values.length;
    return new Points(
        array(
            type,
            IntStream.range(0, count * count).mapToObj(at -> scalar(type, values[at / count]))),
        array(
            type,
            IntStream.range(0, count * count).mapToObj(at -> scalar(type, values[at % count]))));
  }

  /// Fails at the first value that is not the remainder, to the bit.
  static void check(Points points, ProgramRunner runner) {
    TestArray values = values(points, runner);
    IntStream.range(0, points.count())
        .parallel()
        .forEach(
            at -> {
              double x = points.x().element(at).asDouble();
              double y = points.y().element(at).asDouble();
              assertEquals(
                  exact(x, y),
                  values.element(at).asDouble(),
                  () -> "fmod(%s, %s)".formatted(Double.toHexString(x), Double.toHexString(y)));
            });
  }

  private static TestArray values(Points points, ProgramRunner runner) {
    Outcome outcome =
        runner.run(
            Requests.over(Map.of("x", points.x().arrayType(), "y", points.y().arrayType()))
                .evaluate("fmod(x, y)"),
            Map.of("x", points.x(), "y", points.y()));
    return switch (outcome) {
      case Outcome.Values all -> all.result("result");
      case Outcome.Failure failure -> throw new AssertionError(failure.toString());
    };
  }

  /// As Annex F of C has it where there is no quotient.
  private static double exact(double x, double y) {
    if (Double.isNaN(x) || Double.isNaN(y) || Double.isInfinite(x) || y == 0) {
      return Double.NaN;
    }
    if (Double.isInfinite(y)) {
      return x;
    }
    BigDecimal remainder = new BigDecimal(x).remainder(new BigDecimal(y));
    double nearest = Math.copySign(remainder.doubleValue(), x);
    if (new BigDecimal(nearest).compareTo(remainder) != 0) {
      throw new AssertionError("a remainder that is no float");
    }
    return nearest;
  }

  private static Scalar besideMultiple(Scalar divisor, SplittableRandom random) {
    double multiple = divisor.asDouble() * random.nextInt(1, 1 << random.nextInt(1, 20));
    return divisor.type() == DataType.FLOAT64
        ? Scalar.of(multiple + random.nextInt(-2, 3) * Math.ulp(multiple))
        : Scalar.of((float) multiple + random.nextInt(-2, 3) * Math.ulp((float) multiple));
  }

  private static Scalar scalar(DataType type, double value) {
    return type == DataType.FLOAT64 ? Scalar.of(value) : Scalar.of((float) value);
  }

  private static TestArray array(DataType type, Stream<Scalar> elements) {
    long[] bits = elements.mapToLong(Scalar::bits).toArray();
    return TestArray.of(type, Shape.of(bits.length), LongStream.of(bits));
  }
}

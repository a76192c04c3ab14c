package io.parallax.kernel.llvm.emit;

import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.IntStream;

/// The reciprocal of a number as a sum of two floats, such that `fma(x, high, x·low)` is x ÷ c
/// rounded to nearest for every x with a normal `x·low`. After N. Brisebarre, J.-M. Muller and S.
/// K. Raina, "Accelerating Correctly Rounded Floating-Point Division when the Divisor Is Known in
/// Advance", 2004.
///
/// Let C and X be the significands as integers of p bits, H and L the `high` and `low` of 1 ÷ C,
/// and u = 2^−p. H is 1 ÷ C cut to p bits, minus `steps` units in its last place. L is the rest to
/// within 3u·L; it has the sign of H and is at most (steps + 1)·2^(1 − 2p). Including the rounding
/// of X·L, the value that is rounded last is within 4u·X·L of X ÷ C. Its rounding is wrong only if
/// the midpoint between two floats M ÷ 2^k ([HardDividends]) lies between this value and X ÷ C, so
/// only if |X·2^k − C·M| ≤ 2^k·C·4u·X·L < 16·(steps + 1). All these X are tried. Nine divisors of
/// ten pass without a step, and half of the rest with one step.
///
/// `x·low` must be normal, because the rounding of a subnormal is coarser. The quotient is at least
/// 2^(p − 2) times as large as `x·low`, and therefore far from the subnormals. An overflow rounds
/// to infinity as the overflow of x ÷ c does. An infinite or zero x keeps its sign, because both
/// parts have the sign of c; NaN stays NaN.
public record Reciprocal(Scalar high, Scalar low) {
  private static final int MOST_STEPS = 1;

  /// The least `low`, in units of the last place of `high`. With a smaller `low`, `x·low` would
  /// often not be normal.
  private static final double LEAST_LOW = 0x1p-6;

  /// The reciprocal of a divisor. Empty when no exact reciprocal is found, when the divisor is not
  /// normal, or when a part of the reciprocal is not normal.
  static Optional<Reciprocal> of(Scalar divisor) {
    DataType type = divisor.type();
    double magnitude = Math.abs(divisor.asDouble());
    if (!(magnitude >= leastNormal(type) && magnitude < Double.POSITIVE_INFINITY)) {
      return Optional.empty();
    }
    int scale = precision(type) - 1 - Math.getExponent(magnitude);
    long significand = (long) Math.scalb(magnitude, scale);
    return IntStream.rangeClosed(0, MOST_STEPS)
        .filter(steps -> isExact(type, significand, steps))
        .mapToObj(steps -> ofInteger(type, significand, steps))
        .map(whole -> whole.scaled(Math.signum(divisor.asDouble()), scale))
        .filter(Reciprocal::isNormal)
        .findFirst();
  }

  private static boolean isExact(DataType type, long significand, int steps) {
    Reciprocal reciprocal = ofInteger(type, significand, steps);
    double unit = Math.scalb(1.0, 1 - 2 * precision(type));
    return reciprocal.low.asDouble() >= LEAST_LOW * unit
        && HardDividends.of(significand, precision(type), distance(steps))
            .allMatch(dividend -> reciprocal.isRight(dividend, significand));
  }

  /// The distance from a midpoint beyond which every dividend is rounded correctly.
  static int distance(int steps) {
    return 16 * (steps + 1);
  }

  /// The reciprocal of an integer with as many bits as a float of the type; its results are not
  /// tried yet.
  static Reciprocal ofInteger(DataType type, long divisor, int steps) {
    int bits = 2 * precision(type) - 1;
    BigInteger one = BigInteger.ONE.shiftLeft(bits);
    BigInteger whole = BigInteger.valueOf(divisor);
    BigInteger high = one.divide(whole).subtract(BigInteger.valueOf(steps));
    double rest = one.subtract(high.multiply(whole)).doubleValue();
    return new Reciprocal(scalar(type, high.doubleValue()), scalar(type, rest / (double) divisor))
        .scaled(1, -bits);
  }

  private Reciprocal scaled(double sign, int scale) {
    return new Reciprocal(
        scalar(high.type(), sign * Math.scalb(high.asDouble(), scale)),
        scalar(low.type(), sign * Math.scalb(low.asDouble(), scale)));
  }

  /// Whether both parts are normal. The least normal number counts as not normal, because scaling
  /// may have rounded a smaller number to it.
  private boolean isNormal() {
    return Math.abs(low.asDouble()) > leastNormal(low.type()) && Double.isFinite(high.asDouble());
  }

  /// Whether the quotient is correct for integers with as many bits as a float.
  boolean isRight(long dividend, long divisor) {
    double x = (double) dividend;
    double c = (double) divisor;
    return switch (high.type()) {
      case FLOAT64 -> Math.fma(x, high.asDouble(), x * low.asDouble()) == x / c;
      case FLOAT32 -> {
        float product = (float) x * (float) low.asDouble();
        yield Math.fma((float) x, (float) high.asDouble(), product) == (float) x / (float) c;
      }
      case BOOL, INT32, INT64 -> throw notFloating(high.type());
    };
  }

  private static Scalar scalar(DataType type, double value) {
    return type == DataType.FLOAT64 ? Scalar.of(value) : Scalar.of((float) value);
  }

  public static int precision(DataType type) {
    return switch (type) {
      case FLOAT64 -> Double.PRECISION;
      case FLOAT32 -> Float.PRECISION;
      case BOOL, INT32, INT64 -> throw notFloating(type);
    };
  }

  private static double leastNormal(DataType type) {
    return type == DataType.FLOAT64 ? Double.MIN_NORMAL : Float.MIN_NORMAL;
  }

  private static IllegalArgumentException notFloating(DataType type) {
    return new IllegalArgumentException(type + " has no reciprocals");
  }
}

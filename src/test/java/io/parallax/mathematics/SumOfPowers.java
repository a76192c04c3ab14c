package io.parallax.mathematics;

import static io.parallax.mathematics.Reference.DIGITS;

import java.math.BigDecimal;

/// eˣ + eʸ and its logarithm.
final class SumOfPowers {
  /// A sum whose logarithm is this part of its terms' or less takes [Reference]: pairs lose bits.
  private static final double CANCELLED = 0x1p-20;

  private SumOfPowers() {}

  /// Whether the smaller operand is not within 2⁻⁴⁶ of itself of the one that makes the sum 1.
  static boolean isFarFromOne(double x, double y) {
    double larger = Math.max(x, y);
    double smaller = Math.min(x, y);
    double limit = otherLogarithm(larger);
    return Double.isNaN(limit) || Math.abs(smaller - limit) >= 0x1p-46 * Math.abs(limit);
  }

  /// The y with eˣ + eʸ = 1, NaN if there is none.
  static double otherLogarithm(double x) {
    return x == 0 ? Double.NaN : Math.log(-Math.expm1(x));
  }

  static BigDecimal logarithm(BigDecimal x, BigDecimal y) {
    BigDecimal larger = x.max(y);
    BigDecimal difference = x.min(y).subtract(larger).round(DIGITS);
    return larger.add(Logarithms.log1p(Exponentials.exp(difference))).round(DIGITS);
  }

  static Scaled estimate(double x, double y) {
    double larger = Math.max(x, y);
    Pair difference = Pair.sum(Math.min(x, y), -larger);
    if (Math.abs(larger) < 0x1p-300 && difference.high() < -200) {
      return larger == 0 ? PairExponential.exp(difference) : exact(x, y);
    }
    Scaled power = PairExponential.exp(difference);
    Pair logarithm = PairLogarithm.log1p(power.value().scaled(Math.max(power.exponent(), -1_000)));
    Pair sum = logarithm.plus(larger);
    return Math.abs(sum.high()) > CANCELLED * Math.abs(larger) ? Scaled.of(sum) : exact(x, y);
  }

  /// As a pair lifted out of the subnormals.
  private static Scaled exact(double x, double y) {
    int lift = 300;
    BigDecimal value = logarithm(new BigDecimal(x), new BigDecimal(y));
    return new Scaled(Pair.of(value.multiply(BigDecimal.TWO.pow(lift))), -lift);
  }
}

package io.parallax.mathematics;

import static io.parallax.mathematics.Reference.DIGITS;
import static io.parallax.mathematics.Reference.TINY;
import static io.parallax.mathematics.Reference.TWO;
import static java.math.BigDecimal.ONE;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Sine, cosine and the angle in many digits.
final class Circular {
  /// The largest float64 has 309 digits before the point; no float64 is nearer than 1e-19 or so to
  /// a multiple of π/2, relative to it.
  private static final BigDecimal HALF_PI =
      BigDecimalMath.pi(new MathContext(420)).divide(TWO, new MathContext(420));

  private static final BigDecimal PI = HALF_PI.multiply(TWO).round(DIGITS);
  private static final BigDecimal SHORT_PI = HALF_PI.round(DIGITS);

  private Circular() {}

  static BigDecimal sin(BigDecimal x) {
    return shifted(x, 0);
  }

  static BigDecimal cos(BigDecimal x) {
    return shifted(x, 1);
  }

  /// The angle of the point (x, y), between −π and π.
  static BigDecimal arctan2(BigDecimal y, BigDecimal x) {
    BigDecimal angle;
    if (y.abs().compareTo(x.abs()) <= 0) {
      BigDecimal inner =
          x.signum() == 0 ? BigDecimal.ZERO : arctan(y.abs().divide(x.abs(), DIGITS));
      angle = x.signum() < 0 ? PI.subtract(inner) : inner;
    } else {
      BigDecimal inner = arctan(x.divide(y.abs(), DIGITS));
      angle = SHORT_PI.subtract(inner);
    }
    return (y.signum() < 0 ? angle.negate() : angle).round(DIGITS);
  }

  /// The sine of x + quarters · π/2.
  private static BigDecimal shifted(BigDecimal x, int quarters) {
    BigDecimal turns =
        x.abs().compareTo(HALF_PI) < 0 && quarters == 0
            ? BigDecimal.ZERO
            : x.divide(HALF_PI, 0, RoundingMode.HALF_EVEN);
    BigDecimal rest = x.subtract(turns.multiply(HALF_PI)).round(DIGITS);
    int quadrant = turns.toBigInteger().intValue() + quarters & 3;
    BigDecimal value = quadrant % 2 == 0 ? sinOfRest(rest) : BigDecimalMath.cos(rest, DIGITS);
    return quadrant >= 2 ? value.negate() : value;
  }

  private static BigDecimal sinOfRest(BigDecimal x) {
    return x.abs().compareTo(TINY) < 0
        ? x.multiply(oddSeries(x, -6, 120), DIGITS)
        : BigDecimalMath.sin(x, DIGITS);
  }

  /// Of a number between −1 and 1.
  private static BigDecimal arctan(BigDecimal x) {
    return x.abs().compareTo(TINY) < 0
        ? x.multiply(oddSeries(x, -3, 5), DIGITS)
        : BigDecimalMath.atan(x, DIGITS);
  }

  /// `1 + x²/a + x⁴/b`.
  private static BigDecimal oddSeries(BigDecimal x, int a, int b) {
    BigDecimal square = x.multiply(x, DIGITS);
    return ONE.add(square.divide(BigDecimal.valueOf(a), DIGITS))
        .add(square.multiply(square).divide(BigDecimal.valueOf(b), DIGITS))
        .round(DIGITS);
  }
}

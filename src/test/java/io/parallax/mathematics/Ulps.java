package io.parallax.mathematics;

import io.parallax.type.DataType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.IntStream;

/// The distance of a computed float from the exact value, in units in the last place: the spacing
/// of the type's numbers where the exact value lies, that of the subnormals below the normal ones.
///
/// Overflow is as rounding has it: an infinity counts as the power of two after the largest finite
/// number, and so does any exact value beyond. NaN is infinitely far.
final class Ulps {
  private static final MathContext DIGITS = new MathContext(60);

  /// A value nearer than this to a power of two counts as that power.
  private static final BigDecimal HAIR =
      BigDecimal.ONE.add(BigDecimal.ONE.divide(BigDecimal.TWO.pow(80), DIGITS));

  private static final int LEAST = -1_075;

  private static final List<BigDecimal> POWERS =
      IntStream.rangeClosed(LEAST, 1_024)
          .mapToObj(
              exponent ->
                  exponent < 0
                      ? BigDecimal.ONE.divide(BigDecimal.TWO.pow(-exponent), DIGITS)
                      : BigDecimal.TWO.pow(exponent))
          .toList();

  private Ulps() {}

  /// @param computed a float64 or a float32 by value
  static double error(DataType type, BigDecimal exact, double computed) {
    if (Double.isNaN(computed)) {
      return Double.POSITIVE_INFINITY;
    }
    boolean isDouble = type == DataType.FLOAT64;
    BigDecimal limit = powerOfTwo(isDouble ? 1024 : 128);
    BigDecimal target = exact.min(limit).max(limit.negate());
    BigDecimal actual =
        Double.isFinite(computed)
            ? new BigDecimal(computed)
            : computed > 0 ? limit : limit.negate();
    int exponent =
        Math.clamp(exponent(target), isDouble ? -1022 : -126, isDouble ? 1023 : 127)
            - (isDouble ? 52 : 23);
    return actual.subtract(target).abs().divide(powerOfTwo(exponent), DIGITS).doubleValue();
  }

  /// The exponent of the power of two at or below a number; [#LEAST] for what is less than every
  /// subnormal.
  private static int exponent(BigDecimal number) {
    BigDecimal magnitude = number.abs().multiply(HAIR, DIGITS);
    if (magnitude.compareTo(powerOfTwo(LEAST + 1)) < 0) {
      return LEAST;
    }
    int exponent = Math.getExponent(magnitude.doubleValue());
    return magnitude.compareTo(powerOfTwo(exponent)) < 0 ? exponent - 1 : exponent;
  }

  private static BigDecimal powerOfTwo(int exponent) {
    return POWERS.get(exponent - LEAST);
  }
}

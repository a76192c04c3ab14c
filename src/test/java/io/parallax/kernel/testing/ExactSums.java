package io.parallax.kernel.testing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;

/// Sums and means of doubles in decimal arithmetic without bounds, rounded once by the JDK. Shares
/// nothing with the code under test.
public final class ExactSums {
  /// More digits than any double half way between two floats has, so that a quotient cut to so many
  /// is on the same side of it.
  private static final MathContext CUT = new MathContext(1_200, RoundingMode.DOWN);

  private ExactSums() {}

  public static double sum(double... values) {
    return isFinite(values) ? exact(values).doubleValue() : special(values);
  }

  /// The sum of floats as a float, rounded once.
  public static float sumAsFloat(double... values) {
    return isFinite(values) ? exact(values).floatValue() : (float) special(values);
  }

  public static double mean(double... values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    return isFinite(values) ? signed(quotient(values).doubleValue(), values) : special(values);
  }

  public static float meanAsFloat(double... values) {
    if (values.length == 0) {
      return Float.NaN;
    }
    return isFinite(values)
        ? (float) signed(quotient(values).floatValue(), values)
        : (float) special(values);
  }

  /// The mean less the rounded mean, rounded.
  public static double meanResidual(double... values) {
    double mean = mean(values);
    if (!isFinite(values) || values.length == 0) {
      return 0;
    }
    double[] twice = Arrays.copyOf(values, values.length);
    BigDecimal rest =
        exact(twice).subtract(new BigDecimal(mean).multiply(BigDecimal.valueOf(values.length)));
    double residual = over(rest, values.length).doubleValue();
    return rest.signum() < 0 ? -Math.abs(residual) : residual;
  }

  public static double mean(BigInteger sum, long count) {
    return over(new BigDecimal(sum), count).doubleValue();
  }

  public static float meanAsFloat(BigInteger sum, long count) {
    return over(new BigDecimal(sum), count).floatValue();
  }

  /// What a mean that rounds to zero keeps of its sign.
  private static double signed(double mean, double[] values) {
    return mean == 0 && exact(values).signum() < 0 ? -0.0 : mean;
  }

  /// The exact sum of finite doubles: the integers that are their mantissas are summed up for each
  /// exponent, in halves that cannot overflow.
  public static BigDecimal exact(double... values) {
    long[] low = new long[2 * Double.MAX_EXPONENT];
    long[] high = new long[2 * Double.MAX_EXPONENT];
    for (double value : values) {
      int exponent = Math.max(Math.getExponent(value), Double.MIN_EXPONENT);
      long mantissa =
          (long) Math.scalb(Math.scalb(value, -exponent / 2), 52 - exponent + exponent / 2);
      low[exponent - Double.MIN_EXPONENT] += mantissa & 0x3FF_FFFF;
      high[exponent - Double.MIN_EXPONENT] += mantissa >> 26;
    }
    BigInteger sum = BigInteger.ZERO;
    for (int at = 0; at < low.length; at++) {
      if (low[at] != 0 || high[at] != 0) {
        BigInteger part =
            BigInteger.valueOf(high[at]).shiftLeft(26).add(BigInteger.valueOf(low[at]));
        sum = sum.add(part.shiftLeft(at));
      }
    }
    int scale = 1074;
    int zeros = sum.signum() == 0 ? scale : Math.min(scale, sum.getLowestSetBit());
    BigDecimal unit = new BigDecimal(BigInteger.ONE.shiftLeft(scale - zeros));
    return new BigDecimal(sum.shiftRight(zeros)).divide(unit);
  }

  private static BigDecimal quotient(double... values) {
    return over(exact(values), values.length);
  }

  /// The quotient, or a number so near to it that it is rounded alike.
  private static BigDecimal over(BigDecimal sum, long count) {
    BigDecimal divisor = BigDecimal.valueOf(count);
    BigDecimal cut = sum.divide(divisor, CUT);
    boolean isExact = cut.multiply(divisor).compareTo(sum) == 0;
    return isExact
        ? cut
        : cut.add(
            cut.ulp().multiply(new BigDecimal("0.5")).multiply(BigDecimal.valueOf(sum.signum())));
  }

  private static boolean isFinite(double... values) {
    return Arrays.stream(values).allMatch(Double::isFinite);
  }

  private static double special(double... values) {
    return Arrays.stream(values).filter(value -> !Double.isFinite(value)).reduce(0, Double::sum);
  }
}

package io.parallax.kernel.testing;

import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// Variances of elements, as the language's reductions compute them from exact means, and as they
/// are.
public final class NaiveVariance {
  private static final MathContext DIGITS = new MathContext(60, RoundingMode.HALF_EVEN);

  private NaiveVariance() {}

  /// The exact variance to 60 digits.
  ///
  /// @param elements at least one, more than `ddof`; finite
  public static BigDecimal exact(List<BigDecimal> elements, long ddof) {
    BigDecimal count = BigDecimal.valueOf(elements.size());
    BigDecimal sum = elements.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal squares =
        elements.stream()
            .map(element -> element.multiply(count).subtract(sum).pow(2))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return squares.divide(
        count.pow(2).multiply(BigDecimal.valueOf(elements.size() - ddof)), DIGITS);
  }

  /// The variance or its square root as a float64.
  ///
  /// @param type of the elements, promoted
  static double of(List<Scalar> elements, DataType type, long ddof, boolean root) {
    if (elements.isEmpty()) {
      return Double.NaN;
    }
    if (type == DataType.INT64) {
      return root ? Math.sqrt(ofIntegers(elements, ddof)) : ofIntegers(elements, ddof);
    }
    double[] x = elements.stream().mapToDouble(Scalar::asDouble).toArray();
    double least = Arrays.stream(x).reduce(Double.POSITIVE_INFINITY, Math::min);
    double greatest = Arrays.stream(x).reduce(Double.NEGATIVE_INFINITY, Math::max);
    double most = Math.max(Math.abs(least), Math.abs(greatest));
    boolean scaled = type == DataType.FLOAT64;
    double scale = scaled && most > 0x1p480 ? 0x1p-600 : scaled && most < 0x1p-400 ? 0x1p600 : 1;
    double range = greatest * scale - least * scale;
    boolean near = least * scale >= range || -(greatest * scale) >= range;
    double pivot = near ? least * scale : 0;
    double[] deviations = map(x, each -> Math.fma(each, scale, -pivot));
    double bound = near ? range : Math.max(Math.abs(least * scale), Math.abs(greatest * scale));
    double power = Double.longBitsToDouble(Double.doubleToLongBits(bound) & (0x7FFL << 52));
    double coarse = power * power * 24;
    double fine = power * power * (1.5 * 0x1p-46);
    double[] squares = map(deviations, each -> (each * each + coarse) - coarse);
    double[] lows =
        map(
            deviations,
            each -> {
              double square = each * each;
              double rest = square - ((square + coarse) - coarse);
              return ((rest + Math.fma(each, each, -square)) + fine) - fine;
            });
    double variance =
        over(squares, lows, ExactSums.mean(deviations), ExactSums.meanResidual(deviations), ddof);
    return root ? Math.sqrt(variance) * (1 / scale) : variance * (1 / scale) * (1 / scale);
  }

  private static double ofIntegers(List<Scalar> elements, long ddof) {
    long[] x = elements.stream().mapToLong(Scalar::bits).toArray();
    long least = Arrays.stream(x).min().orElseThrow();
    long greatest = Arrays.stream(x).max().orElseThrow();
    long middle = (least | greatest) - ((least ^ greatest) >> 1);
    double[] deviations = Arrays.stream(x).mapToDouble(each -> each - middle).toArray();
    double[] lows = new double[x.length];
    BigDecimal sum = BigDecimal.ZERO;
    for (int at = 0; at < x.length; at++) {
      double high = deviations[at];
      double lost = x[at] - middle - (long) high;
      double low = Math.fma(high, high, -(high * high));
      lows[at] = Math.abs(high) >= 0x1p53 ? Math.fma(high + high, lost, low) : low;
      sum = sum.add(BigDecimal.valueOf(x[at] - middle));
    }
    MathContext wide = new MathContext(200);
    BigDecimal mean = sum.divide(BigDecimal.valueOf(x.length), wide);
    BigDecimal rest = mean.subtract(new BigDecimal(mean.doubleValue()));
    double[] squares = map(deviations, each -> each * each);
    return over(squares, lows, mean.doubleValue(), rest.doubleValue(), ddof);
  }

  /// The mean of the squares less the square of the mean, n of n − ddof times.
  private static double over(double[] squares, double[] lows, double mean, double rest, long ddof) {
    double high = ExactSums.mean(squares);
    double product = mean * mean;
    double difference = high - product;
    double part = difference - high;
    double lost = (high - (difference - part)) - (product + part);
    double productLow = Math.fma(mean, mean, -product) + (mean + mean) * rest;
    double corrected =
        lost + ((ExactSums.meanResidual(squares) + ExactSums.mean(lows)) - productLow);
    double variance = difference + corrected;
    double remainder = variance > 0 ? (difference - variance) + corrected : 0;
    variance = Math.max(variance, 0);
    if (ddof == 0) {
      return variance + remainder;
    }
    double count = squares.length;
    double divisor = Math.max(count - ddof, 0);
    double sum = variance * count;
    double sumLow = Math.fma(variance, count, -sum) + remainder * count;
    double quotient = sum / divisor;
    return divisor > 0
        ? quotient + (Math.fma(-quotient, divisor, sum) + sumLow) / divisor
        : quotient;
  }

  private static double[] map(double[] values, DoubleUnaryOperator each) {
    return Arrays.stream(values).map(each).toArray();
  }
}

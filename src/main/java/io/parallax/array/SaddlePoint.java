package io.parallax.array;

/// Logarithms of the probabilities of binomial and Poisson distributions, without cancellation: C.
/// Loader, "Fast and accurate computation of binomial probabilities" (2000). The probability is
/// that of Stirling's formula, corrected by [#stirlingError] and by [#deviance] from the mean.
/// Logarithms are [StrictMath]'s, whose bits are fixed.
final class SaddlePoint {
  /// Up to here the error of Stirling's formula is computed from the factorial, which is exact.
  private static final int TABLE = 16;

  private static final double[] STIRLING_ERRORS = stirlingErrors();

  /// Where value and mean differ by less than this part of their sum, a series is summed.
  private static final double NEAR = 0.1;

  private SaddlePoint() {}

  /// @param k an integer from 0 to `n`
  /// @param p in (0, 1)
  static double logBinomial(double k, double n, double p) {
    if (k == 0) {
      return n * StrictMath.log1p(-p);
    }
    if (k == n) {
      return n * StrictMath.log(p);
    }
    double rest = n - k;
    return stirlingError(n)
        - stirlingError(k)
        - stirlingError(rest)
        - deviance(k, n * p)
        - deviance(rest, n * (1 - p))
        + 0.5 * StrictMath.log(n / (2 * Math.PI * k * rest));
  }

  /// @param k an integer of 0 or more
  /// @param mean positive
  static double logPoisson(double k, double mean) {
    return k == 0
        ? -mean
        : -stirlingError(k) - deviance(k, mean) - 0.5 * StrictMath.log(2 * Math.PI * k);
  }

  /// log n! − log(√(2πn)·(n/e)ⁿ)
  private static double stirlingError(double n) {
    if (n < TABLE) {
      return STIRLING_ERRORS[(int) n];
    }
    double squared = n * n;
    return (1.0 / 12
            - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / squared) / squared) / squared)
                / squared)
        / n;
  }

  /// x·log(x/mean) + mean − x, which is 0 where x is the mean.
  private static double deviance(double x, double mean) {
    double difference = x - mean;
    if (Math.abs(difference) >= NEAR * (x + mean)) {
      return x * StrictMath.log(x / mean) - difference;
    }
    double v = difference / (x + mean);
    double sum = difference * v;
    double term = 2 * x * v;
    for (int j = 3; ; j += 2) {
      term *= v * v;
      double next = sum + term / j;
      if (next == sum) {
        return sum;
      }
      sum = next;
    }
  }

  private static double[] stirlingErrors() {
    double[] errors = new double[TABLE];
    double factorial = 1;
    for (int n = 1; n < TABLE; n++) {
      factorial *= n;
      errors[n] =
          StrictMath.log(factorial)
              - (n + 0.5) * StrictMath.log(n)
              + n
              - 0.5 * StrictMath.log(2 * Math.PI);
    }
    return errors;
  }
}

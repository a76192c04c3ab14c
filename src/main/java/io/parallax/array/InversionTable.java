package io.parallax.array;

/// Values 0, 1, … of a distribution with a small mean, by inversion: the value is the number of
/// cumulated probabilities that a uniform number is not below. Thread safe.
final class InversionTable {
  /// Distributions with a mean below this have a table. The probability of more values than the
  /// table has is then below 2⁻⁶⁴.
  static final double GREATEST_MEAN = 10;

  private static final int LENGTH = 80;

  private final double[] cumulated;

  private InversionTable(double[] cumulated) {
    this.cumulated = cumulated;
  }

  static InversionTable poisson(double mean) {
    double[] cumulated = new double[LENGTH];
    double probability = StrictMath.exp(-mean);
    double sum = 0;
    for (int k = 0; k < LENGTH; k++) {
      sum += probability;
      cumulated[k] = sum;
      probability *= mean / (k + 1);
    }
    cumulated[LENGTH - 1] = 1;
    return new InversionTable(cumulated);
  }

  /// @param p at most 0.5
  static InversionTable binomial(long n, double p) {
    int length = (int) Math.min(LENGTH, n + 1);
    double[] cumulated = new double[length];
    double probability = StrictMath.exp(n * StrictMath.log1p(-p));
    double odds = p / (1 - p);
    double sum = 0;
    for (int k = 0; k < length; k++) {
      sum += probability;
      cumulated[k] = sum;
      probability *= (n - k) / (k + 1.0) * odds;
    }
    cumulated[length - 1] = 1;
    return new InversionTable(cumulated);
  }

  /// @param u in (0, 1)
  int find(double u) {
    int k = 0;
    while (u >= cumulated[k]) {
      k++;
    }
    return k;
  }
}

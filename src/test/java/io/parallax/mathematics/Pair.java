package io.parallax.mathematics;

import java.math.BigDecimal;

/// An unevaluated sum of two doubles, about 104 bits together, and the arithmetic on it (T. J.
/// Dekker 1971; the bounds in M. Joldes, J.-M. Muller, V. Popescu, "Tight and rigorous error bounds
/// for basic building blocks of double-word arithmetic", 2017). No operand or result may be near
/// the ends of the range of double.
record Pair(double high, double low) {
  static final Pair ONE = new Pair(1, 0);

  /// The pair nearest to a number.
  static Pair of(BigDecimal number) {
    double high = number.doubleValue();
    return new Pair(high, number.subtract(new BigDecimal(high)).doubleValue());
  }

  /// The exact sum.
  static Pair sum(double x, double y) {
    double sum = x + y;
    double part = sum - x;
    return new Pair(sum, (x - (sum - part)) + (y - part));
  }

  /// The exact product.
  static Pair product(double x, double y) {
    double product = x * y;
    return new Pair(product, Math.fma(x, y, -product));
  }

  Pair plus(Pair other) {
    Pair highs = sum(high, other.high);
    Pair lows = sum(low, other.low);
    Pair first = ordered(highs.high, highs.low + lows.high);
    return ordered(first.high, first.low + lows.low);
  }

  Pair plus(double other) {
    return plus(new Pair(other, 0));
  }

  Pair minus(Pair other) {
    return plus(other.negated());
  }

  Pair negated() {
    return new Pair(-high, -low);
  }

  Pair times(Pair other) {
    Pair product = product(high, other.high);
    return ordered(product.high, product.low + Math.fma(high, other.low, low * other.high));
  }

  Pair times(double other) {
    return times(new Pair(other, 0));
  }

  Pair over(Pair other) {
    double first = high / other.high;
    Pair rest = minus(other.times(first));
    double second = rest.high / other.high;
    double third = rest.minus(other.times(second)).high / other.high;
    return ordered(first, second).plus(third);
  }

  Pair root() {
    if (high == 0) {
      return this;
    }
    double root = Math.sqrt(high);
    return ordered(root, minus(product(root, root)).high / (2 * root));
  }

  /// Times a power of two.
  Pair scaled(int exponent) {
    return new Pair(Math.scalb(high, exponent), Math.scalb(low, exponent));
  }

  /// `c[0] + c[1]·this + c[2]·this² + …`
  Pair polynomial(Pair... coefficients) {
    Pair sum = coefficients[coefficients.length - 1];
    for (int at = coefficients.length - 2; at >= 0; at--) {
      sum = sum.times(this).plus(coefficients[at]);
    }
    return sum;
  }

  /// The sum of two numbers of which the first is the larger one.
  private static Pair ordered(double larger, double smaller) {
    double sum = larger + smaller;
    return new Pair(sum, smaller - (sum - larger));
  }
}

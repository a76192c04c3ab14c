package io.parallax.mathematics;

import static io.parallax.mathematics.PairExponential.LN_2;

import java.util.stream.IntStream;

/// Logarithms in pairs: the JDK's, corrected by one step of Halley's iteration on eˣ; near 1 the
/// series of 2·artanh((x − 1)/(x + 1)).
final class PairLogarithm {
  private static final double NEAR = 0x1p-8;

  /// 1, 1/3, 1/5, …
  private static final Pair[] INVERSE_ODDS =
      IntStream.range(0, 7).mapToObj(at -> Series.inverse(2 * at + 1)).toArray(Pair[]::new);

  private PairLogarithm() {}

  static Pair log(double x) {
    int exponent = Math.getExponent(x) < Double.MIN_EXPONENT ? -60 : 0;
    return log(new Pair(Math.scalb(x, -exponent), 0), exponent);
  }

  static Pair log(Pair x) {
    return log(x, 0);
  }

  /// log(1 + x)
  static Pair log1p(Pair x) {
    return Math.abs(x.high()) < NEAR ? near(x) : log(x.plus(1));
  }

  /// Of `x · 2^exponent`.
  private static Pair log(Pair x, int exponent) {
    int own = Math.getExponent(x.high());
    int taken = x.high() < Math.scalb(1.5, own) ? own : own + 1;
    Pair significand = x.scaled(-taken);
    Pair above = significand.plus(-1);
    Pair ofSignificand = Math.abs(above.high()) < NEAR ? near(above) : corrected(significand);
    return LN_2.times(taken + exponent).plus(ofSignificand);
  }

  private static Pair corrected(Pair x) {
    double first = Math.log(x.high());
    Scaled scaled = PairExponential.exp(new Pair(first, 0));
    Pair power = scaled.value().scaled(scaled.exponent());
    return x.minus(power).over(x.plus(power)).scaled(1).plus(first);
  }

  private static Pair near(Pair above) {
    Pair ratio = above.over(above.plus(2));
    return ratio.times(ratio).polynomial(INVERSE_ODDS).times(ratio).scaled(1);
  }
}

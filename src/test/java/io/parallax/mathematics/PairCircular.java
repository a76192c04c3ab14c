package io.parallax.mathematics;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.stream.IntStream;

/// Sine, cosine and angles in pairs. Arguments are reduced exactly: by integers of 1 200 bits where
/// pairs do not suffice.
final class PairCircular {
  private static final int BITS = 1_200;
  private static final int KEPT = 220;
  private static final double LARGE = 0x1p30;

  private static final BigDecimal HALF_PI =
      BigDecimalMath.pi(new MathContext(400)).divide(BigDecimal.TWO);

  /// 2/π · 2^[#BITS].
  private static final BigInteger TWO_OVER_PI =
      BigDecimal.TWO
          .pow(BITS)
          .divide(HALF_PI, new MathContext(400))
          .setScale(0, RoundingMode.FLOOR)
          .toBigInteger();

  private static final Pair HEAD = Pair.of(HALF_PI);
  private static final Pair TAIL =
      Pair.of(HALF_PI.subtract(new BigDecimal(HEAD.high())).subtract(new BigDecimal(HEAD.low())));

  private static final Pair[] SINE = series(1);
  private static final Pair[] COSINE = series(0);

  private PairCircular() {}

  /// An angle without its whole quarter turns.
  private record Reduced(Pair rest, int quadrant) {}

  static Pair sin(double x) {
    return shifted(x, 0);
  }

  static Pair cos(double x) {
    return shifted(x, 1);
  }

  /// The angle of the point (x, y), neither beyond 2^±500; found by the JDK and corrected.
  static Pair arctan2(Pair y, Pair x) {
    double first = Math.atan2(y.high(), x.high());
    Pair sine = sin(first);
    Pair cosine = cos(first);
    Pair across = y.times(cosine).minus(x.times(sine));
    Pair along = x.times(cosine).plus(y.times(sine));
    return across.over(along).plus(first);
  }

  /// The sine of x + quarters · π/2.
  private static Pair shifted(double x, int quarters) {
    Reduced reduced = Math.abs(x) < LARGE ? reduced(x) : reducedExactly(x);
    Pair rest = reduced.rest;
    Pair square = rest.times(rest);
    int quadrant = reduced.quadrant + quarters & 3;
    Pair value =
        quadrant % 2 == 0 ? square.polynomial(SINE).times(rest) : square.polynomial(COSINE);
    return quadrant >= 2 ? value.negated() : value;
  }

  private static Reduced reduced(double x) {
    double turns = Math.rint(x / HEAD.high());
    Pair rest =
        new Pair(x, 0)
            .minus(Pair.product(turns, HEAD.high()))
            .minus(Pair.product(turns, HEAD.low()))
            .minus(Pair.product(turns, TAIL.high()))
            .minus(Pair.product(turns, TAIL.low()));
    return new Reduced(rest, (int) turns & 3);
  }

  private static Reduced reducedExactly(double x) {
    int exponent = Math.getExponent(x) - 52;
    BigInteger significand = BigInteger.valueOf((long) Math.scalb(x, -exponent));
    int pointAt = BITS - exponent;
    BigInteger turns = significand.multiply(TWO_OVER_PI);
    BigInteger whole = turns.add(BigInteger.ONE.shiftLeft(pointAt - 1)).shiftRight(pointAt);
    BigInteger rest = turns.subtract(whole.shiftLeft(pointAt)).shiftRight(pointAt - KEPT);
    double high = rest.doubleValue();
    double low = rest.subtract(new BigDecimal(high).toBigInteger()).doubleValue();
    return new Reduced(new Pair(high, low).scaled(-KEPT).times(HEAD), whole.intValue() & 3);
  }

  /// 1/first! − 1/(first + 2)! + …
  private static Pair[] series(int first) {
    return IntStream.range(0, 15)
        .mapToObj(
            at -> {
              Pair term = Series.inverseFactorial(first + 2 * at);
              return at % 2 == 0 ? term : term.negated();
            })
        .toArray(Pair[]::new);
  }
}

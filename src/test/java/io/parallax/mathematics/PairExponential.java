package io.parallax.mathematics;

import java.math.BigDecimal;
import java.util.stream.IntStream;

/// eˣ and its relatives in pairs: k·ln 2 is taken off, the rest divided by 2⁶, the series of `eˣ −
/// 1` summed and doubled back by `(1 + e)² − 1 = e·(e + 2)`.
final class PairExponential {
  static final Pair LN_2 = Pair.of(Reference.LN_2);

  private static final Pair LN_2_REST =
      Pair.of(
          Reference.LN_2
              .subtract(new BigDecimal(LN_2.high()))
              .subtract(new BigDecimal(LN_2.low())));

  private static final int HALVINGS = 6;
  private static final int TERMS = 13;

  /// 1/1!, 1/2!, …
  private static final Pair[] INVERSE_FACTORIALS =
      IntStream.rangeClosed(1, TERMS).mapToObj(Series::inverseFactorial).toArray(Pair[]::new);

  /// Beyond this eˣ is far out of range.
  private static final double FAR = 2_000;

  /// Beyond this 1 is lost beside eˣ.
  private static final double LARGE = 80;

  private PairExponential() {}

  static Scaled exp(Pair x) {
    if (Math.abs(x.high()) > FAR) {
      return new Scaled(Pair.ONE, x.high() > 0 ? 4_000 : -4_000);
    }
    int turns = (int) Math.rint(x.high() / LN_2.high());
    return new Scaled(expm1OfRest(withoutTurns(x, turns)).plus(1), turns);
  }

  static Scaled exp2(double x) {
    double turns = Math.rint(Math.clamp(x, -FAR, FAR));
    Pair rest = LN_2.times(Math.abs(x) > FAR ? 0 : x - turns);
    return new Scaled(expm1OfRest(rest).plus(1), (int) turns);
  }

  static Scaled expm1(double x) {
    if (Math.abs(x) > LARGE) {
      return x > 0 ? exp(new Pair(x, 0)) : Scaled.of(-1);
    }
    return Scaled.of(expm1InRange(new Pair(x, 0)));
  }

  static Scaled sinh(double x) {
    Scaled magnitude;
    if (Math.abs(x) > LARGE) {
      Scaled power = exp(new Pair(Math.abs(x), 0));
      magnitude = new Scaled(power.value(), power.exponent() - 1);
    } else {
      Pair less = expm1InRange(new Pair(Math.abs(x), 0));
      magnitude = Scaled.of(less.plus(less.over(less.plus(1))).scaled(-1));
    }
    return x < 0 ? new Scaled(magnitude.value().negated(), magnitude.exponent()) : magnitude;
  }

  static Scaled cosh(double x) {
    Scaled power = exp(new Pair(Math.abs(x), 0));
    if (Math.abs(x) > LARGE) {
      return new Scaled(power.value(), power.exponent() - 1);
    }
    Pair whole = power.value().scaled(power.exponent());
    return Scaled.of(whole.plus(Pair.ONE.over(whole)).scaled(-1));
  }

  static Pair tanh(double x) {
    if (Math.abs(x) > LARGE) {
      return new Pair(Math.signum(x), 0);
    }
    Pair less = expm1InRange(new Pair(2 * x, 0));
    return less.over(less.plus(2));
  }

  /// Of a magnitude of at most twice [#LARGE].
  private static Pair expm1InRange(Pair x) {
    int turns = (int) Math.rint(x.high() / LN_2.high());
    Pair less = expm1OfRest(withoutTurns(x, turns));
    return turns == 0 ? less : less.plus(1).scaled(turns).plus(-1);
  }

  private static Pair withoutTurns(Pair x, int turns) {
    return x.minus(Pair.product(turns, LN_2.high()))
        .minus(Pair.product(turns, LN_2.low()))
        .minus(LN_2_REST.times(turns));
  }

  private static Pair expm1OfRest(Pair rest) {
    Pair small = rest.scaled(-HALVINGS);
    Pair less = small.polynomial(INVERSE_FACTORIALS).times(small);
    for (int doubling = 0; doubling < HALVINGS; doubling++) {
      less = less.times(less.plus(2));
    }
    return less;
  }
}

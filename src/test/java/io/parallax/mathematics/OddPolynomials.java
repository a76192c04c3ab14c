package io.parallax.mathematics;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/// Polynomials P of the form `f(x) = x + x·z·P(z)`, z = x², of an odd function whose slope at 0 is
/// 1, for its relative error.
final class OddPolynomials {
  /// What rounding the coefficients may cost.
  private static final double ROUNDED = 1.11;

  private OddPolynomials() {}

  /// @param mostSquare the largest z
  static void assertBest(
      BiFunction<BigDecimal, MathContext, BigDecimal> function,
      double mostSquare,
      double... coefficients) {
    Remez remez = remez(function, mostSquare, coefficients.length);
    double best = remez.bestError();
    double error = remez.errorOf(coefficients);
    assertTrue(error <= ROUNDED * best, () -> error + " against " + best);
  }

  static Remez remez(
      BiFunction<BigDecimal, MathContext, BigDecimal> function, double mostSquare, int count) {
    UnaryOperator<BigDecimal> ratio =
        square -> {
          BigDecimal x = square.sqrt(Remez.DIGITS);
          return function.apply(x, Remez.DIGITS).divide(x, Remez.DIGITS);
        };
    return Remez.on(
        mostSquare * 0x1p-20,
        mostSquare,
        square -> ratio.apply(square).subtract(BigDecimal.ONE),
        square -> BigDecimal.ONE.divide(ratio.apply(square), Remez.DIGITS),
        Remez.powers(1, count));
  }
}

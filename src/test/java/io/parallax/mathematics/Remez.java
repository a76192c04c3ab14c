package io.parallax.mathematics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/// The best polynomial for a function on an interval: the one whose largest weighted error is the
/// least, found by Remez's exchange algorithm (E. Remez, 1934) in 60 digits. It says how much of a
/// formula's error could still be had by other coefficients.
///
/// The polynomial has only the named powers, so odd, even and shortened forms are possible; a
/// constant part, `x` in `x + c·x³ + …`, belongs into the function: approximate `sin(x) − x`. The
/// weight makes an error relative or absolute: `1/f(x)` or 1. Neither may fail anywhere on the
/// interval, so one that divides by x starts a little beside 0.
///
/// Errors are looked at on [#POINTS] Chebyshev points for each coefficient: the largest one found
/// is within a thousandth of the largest there is.
final class Remez {
  static final MathContext DIGITS = new MathContext(60);

  private static final int POINTS = 64;
  private static final int ROUNDS = 60;
  private static final double LEVEL = 1.0001;

  private final BigDecimal[] arguments;
  private final BigDecimal[] values;
  private final BigDecimal[] weights;
  private final int[] powers;

  private Remez(BigDecimal[] arguments, BigDecimal[] values, BigDecimal[] weights, int[] powers) {
    this.arguments = arguments;
    this.values = values;
    this.weights = weights;
    this.powers = powers;
  }

  /// @param powers of the polynomial, rising; on an interval that holds 0 inside, all or none of
  ///   the odd ones
  static Remez on(
      double low,
      double high,
      UnaryOperator<BigDecimal> function,
      UnaryOperator<BigDecimal> weight,
      int... powers) {
    int count = POINTS * (powers.length + 1);
    BigDecimal[] arguments = new BigDecimal[count];
    for (int at = 0; at < count; at++) {
      double inner = Math.cos(Math.PI * (count - 1 - at) / (count - 1));
      arguments[at] = new BigDecimal((low + high) / 2 + inner * ((high - low) / 2));
    }
    return new Remez(arguments, map(function, arguments), map(weight, arguments), powers);
  }

  /// The weight that leaves errors as they are.
  static BigDecimal absolute(BigDecimal x) {
    return BigDecimal.ONE;
  }

  /// The powers from `first` to `last`.
  static int[] powers(int first, int last) {
    return powers(first, last, 1);
  }

  /// `first`, `first + step`, … `last`.
  static int[] powers(int first, int last, int step) {
    int[] powers = new int[(last - first) / step + 1];
    Arrays.setAll(powers, at -> first + at * step);
    return powers;
  }

  /// The problem that remains when the coefficients of the lowest powers are these.
  Remez withFixed(double... coefficients) {
    BigDecimal[] remaining = new BigDecimal[values.length];
    Arrays.setAll(
        remaining,
        at -> values[at].subtract(polynomial(exactly(coefficients), arguments[at]), DIGITS));
    return new Remez(
        arguments,
        remaining,
        weights,
        Arrays.copyOfRange(powers, coefficients.length, powers.length));
  }

  /// The largest weighted error of these coefficients, one for each power.
  double errorOf(double... coefficients) {
    if (coefficients.length != powers.length) {
      throw new IllegalArgumentException(
          coefficients.length + " coefficients for " + powers.length + " powers");
    }
    return largest(errors(exactly(coefficients)));
  }

  /// The largest weighted error of the best coefficients.
  double bestError() {
    return largest(errors(bestCoefficients()));
  }

  /// The best coefficients, one for each power, not rounded.
  BigDecimal[] bestCoefficients() {
    int count = powers.length + 1;
    int[] reference = new int[count];
    Arrays.setAll(reference, at -> (int) ((long) at * (arguments.length - 1) / (count - 1)));
    for (int round = 0; round < ROUNDS; round++) {
      BigDecimal[] coefficients = levelled(reference);
      BigDecimal[] errors = errors(coefficients);
      double level = errors[reference[0]].abs().doubleValue();
      if (largest(errors) <= LEVEL * level) {
        return coefficients;
      }
      reference = extremes(errors, count);
    }
    throw new IllegalStateException("no convergence after " + ROUNDS + " rounds");
  }

  /// Coefficients whose weighted errors at the reference points are equal with changing signs.
  private BigDecimal[] levelled(int[] reference) {
    int count = reference.length;
    BigDecimal[][] equations = new BigDecimal[count][count + 1];
    for (int row = 0; row < count; row++) {
      int at = reference[row];
      for (int column = 0; column < powers.length; column++) {
        equations[row][column] = arguments[at].pow(powers[column], DIGITS);
      }
      BigDecimal share = BigDecimal.ONE.divide(weights[at], DIGITS);
      equations[row][count - 1] = row % 2 == 0 ? share : share.negate();
      equations[row][count] = values[at];
    }
    return Arrays.copyOf(LinearEquations.solve(equations, DIGITS), powers.length);
  }

  /// The largest error of each run of one sign; of more runs than needed, the neighbours that hold
  /// the largest.
  private static int[] extremes(BigDecimal[] errors, int count) {
    int[] extremes = new int[errors.length];
    int found = 0;
    for (int at = 0; at < errors.length; at++) {
      if (found > 0 && errors[at].signum() * errors[extremes[found - 1]].signum() >= 0) {
        if (errors[at].abs().compareTo(errors[extremes[found - 1]].abs()) > 0) {
          extremes[found - 1] = at;
        }
      } else {
        extremes[found++] = at;
      }
    }
    if (found < count) {
      throw new IllegalStateException("the error changes its sign only " + found + " times");
    }
    int first = 0;
    for (int last = found; last - first > count; ) {
      boolean dropFirst =
          errors[extremes[first]].abs().compareTo(errors[extremes[last - 1]].abs()) < 0;
      first += dropFirst ? 1 : 0;
      last -= dropFirst ? 0 : 1;
    }
    return Arrays.copyOfRange(extremes, first, first + count);
  }

  private BigDecimal[] errors(BigDecimal[] coefficients) {
    BigDecimal[] errors = new BigDecimal[values.length];
    Arrays.setAll(
        errors,
        at ->
            values[at]
                .subtract(polynomial(coefficients, arguments[at]), DIGITS)
                .multiply(weights[at], DIGITS));
    return errors;
  }

  /// The sum over the lowest powers, as many as there are coefficients.
  private BigDecimal polynomial(BigDecimal[] coefficients, BigDecimal x) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int at = 0; at < coefficients.length; at++) {
      sum = sum.add(coefficients[at].multiply(x.pow(powers[at], DIGITS), DIGITS), DIGITS);
    }
    return sum;
  }

  private static double largest(BigDecimal[] errors) {
    return Arrays.stream(errors).mapToDouble(error -> error.abs().doubleValue()).max().orElse(0);
  }

  private static BigDecimal[] exactly(double[] numbers) {
    return Arrays.stream(numbers).mapToObj(BigDecimal::new).toArray(BigDecimal[]::new);
  }

  private static BigDecimal[] map(UnaryOperator<BigDecimal> function, BigDecimal[] arguments) {
    return Arrays.stream(arguments).map(function).toArray(BigDecimal[]::new);
  }
}

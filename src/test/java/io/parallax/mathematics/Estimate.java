package io.parallax.mathematics;

import static io.parallax.mathematics.PairCircular.arctan2;
import static io.parallax.mathematics.PairLogarithm.log;
import static io.parallax.mathematics.PairLogarithm.log1p;

import io.parallax.language.MathFunction;

/// The functions of mathematics to about 90 bits in a microsecond, a hundred times as fast as
/// [Reference]: enough to tell which of a million points are the worst. Its own test holds it to
/// the reference, and so does every campaign, at points of its own.
final class Estimate {
  /// Below this `f(x) = x + c·x²` to 120 bits.
  static final double TINY = 0x1p-60;

  private static final double HUGE = 0x1p60;
  static final Pair LN_10 = Pair.of(Reference.LN_10);

  private Estimate() {}

  /// The value at arguments where there is one ([FunctionReference#domain]).
  ///
  /// @param y the second operand; ignored by functions of one
  static Scaled value(MathFunction function, double x, double y) {
    return FunctionReference.of(function).estimate().of(x, y);
  }

  interface OfDouble {
    Pair value(double x);
  }

  static Scaled oddly(double x, OfDouble function) {
    return Math.abs(x) < TINY ? Scaled.of(x) : Scaled.of(function.value(x));
  }

  /// √(1 − x²)
  static Pair rootOfRest(double x) {
    return Pair.sum(1, -x).times(Pair.sum(1, x)).root();
  }

  static Scaled angle(double y, double x) {
    int exponentX = Math.getExponent(x);
    int exponentY = Math.getExponent(y);
    if (y == 0 ? x > 0 : x > 0 && exponentX - exponentY > 60) {
      return quotient(y, x);
    }
    int largest = Math.max(exponentX, exponentY);
    return Scaled.of(arctan2(new Pair(scaled(y, -largest), 0), new Pair(scaled(x, -largest), 0)));
  }

  private static Scaled quotient(double y, double x) {
    int exponentX = Math.getExponent(x);
    int exponentY = Math.getExponent(y) < Double.MIN_EXPONENT ? -1_074 : Math.getExponent(y);
    Pair ratio = new Pair(scaled(y, -exponentY), 0).over(new Pair(scaled(x, -exponentX), 0));
    return new Scaled(ratio, exponentY - exponentX);
  }

  static Pair arcsinh(double x) {
    double magnitude = Math.abs(x);
    Pair whole = new Pair(magnitude, 0);
    Pair value;
    if (magnitude > HUGE) {
      value = log(magnitude).plus(PairExponential.LN_2);
    } else {
      Pair square = Pair.product(magnitude, magnitude);
      value = log1p(whole.plus(square.over(square.plus(1).root().plus(1))));
    }
    return x < 0 ? value.negated() : value;
  }

  static Pair arccosh(double x) {
    if (x > HUGE) {
      return log(x).plus(PairExponential.LN_2);
    }
    Pair above = Pair.sum(x, -1);
    return above.high() == 0 ? above : log1p(above.plus(above.times(above.plus(2)).root()));
  }

  static Pair arctanh(double x) {
    double magnitude = Math.abs(x);
    Pair ratio = new Pair(2 * magnitude, 0).over(Pair.sum(1, -magnitude));
    Pair value = log1p(ratio).scaled(-1);
    return x < 0 ? value.negated() : value;
  }

  static Scaled exp10(double x) {
    return PairExponential.exp(LN_10.times(Math.clamp(x, -1_000, 1_000)));
  }

  static Scaled power(double x, double y) {
    if (x == 0 || y == 0) {
      return Scaled.of(y == 0 ? 1 : 0);
    }
    Pair logarithm = log(Math.abs(x));
    double size = logarithm.high() * y;
    Scaled magnitude =
        PairExponential.exp(
            Math.abs(size) > 1_000 ? new Pair(Math.copySign(4_000, size), 0) : logarithm.times(y));
    return x < 0 && Math.abs(y % 2) == 1
        ? new Scaled(magnitude.value().negated(), magnitude.exponent())
        : magnitude;
  }

  static Scaled cubeRoot(double x) {
    if (x == 0) {
      return Scaled.of(x);
    }
    int third = Math.max(Math.getExponent(x), -1_070) / 3;
    Pair number = new Pair(scaled(x, -3 * third), 0);
    double first = Math.cbrt(number.high());
    Pair square = Pair.product(first, first);
    Pair excess = square.times(first).minus(number);
    return new Scaled(excess.over(square.times(3)).negated().plus(first), third);
  }

  static Scaled hypotenuse(double x, double y) {
    int largest = Math.max(Math.getExponent(x), Math.getExponent(y));
    double scaledX = scaled(x, -largest);
    double scaledY = scaled(y, -largest);
    Pair squares = Pair.product(scaledX, scaledX).plus(Pair.product(scaledY, scaledY));
    return new Scaled(squares.root(), largest);
  }

  /// Times a power of two, which may itself be out of range.
  private static double scaled(double x, int exponent) {
    int half = exponent / 2;
    return Math.scalb(Math.scalb(x, half), exponent - half);
  }
}

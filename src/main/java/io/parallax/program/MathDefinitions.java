package io.parallax.program;

/// The values of every [MathFunction]: one definition, so that all engines agree to the bit.
///
/// A float32 result is the float64 one rounded. The functions of the JDK's `StrictMath` (fdlibm,
/// the same bits on every machine, within 1 ulp) are taken as they are; the others are composed
/// from them below. Special values follow C's Annex F.
final class MathDefinitions {
  private static final double LN_2 = StrictMath.log(2);

  /// Above this the inverse hyperbolic functions equal log(2x) to the last bit.
  private static final double LARGE = 0x1p28;

  private MathDefinitions() {}

  /// @param y the second operand; ignored by functions of one
  static double value(MathFunction function, double x, double y) {
    return switch (function) {
      case SIN -> StrictMath.sin(x);
      case COS -> StrictMath.cos(x);
      case TAN -> StrictMath.tan(x);
      case ARCSIN -> StrictMath.asin(x);
      case ARCCOS -> StrictMath.acos(x);
      case ARCTAN -> StrictMath.atan(x);
      case ARCTAN2 -> StrictMath.atan2(x, y);
      case SINH -> StrictMath.sinh(x);
      case COSH -> StrictMath.cosh(x);
      case TANH -> StrictMath.tanh(x);
      case ARCSINH -> Math.copySign(arcsinhOfMagnitude(Math.abs(x)), x);
      case ARCCOSH -> arccosh(x);
      case ARCTANH -> Math.copySign(0.5 * StrictMath.log1p(2 * Math.abs(x) / (1 - Math.abs(x))), x);
      case EXP -> StrictMath.exp(x);
      case EXP2 -> power(2, x);
      case EXPM1 -> StrictMath.expm1(x);
      case LOG -> StrictMath.log(x);
      case LOG2 -> log2(x);
      case LOG10 -> StrictMath.log10(x);
      case LOG1P -> StrictMath.log1p(x);
      case POWER -> power(x, y);
      case CUBE_ROOT -> StrictMath.cbrt(x);
      case HYPOTENUSE -> StrictMath.hypot(x, y);
    };
  }

  /// Unlike Java's, 1 to any power is 1, and so is −1 to an infinite one.
  private static double power(double x, double y) {
    return x == 1 || (x == -1 && Double.isInfinite(y)) ? 1 : StrictMath.pow(x, y);
  }

  /// Exact for powers of two: the exponent is taken off first.
  private static double log2(double x) {
    if (!(x > 0) || Double.isInfinite(x)) {
      return StrictMath.log(x);
    }
    int exponent = Math.getExponent(x);
    if (exponent < Double.MIN_EXPONENT) {
      return log2(x * 0x1p54) - 54;
    }
    double significand = Math.scalb(x, -exponent);
    boolean upper = significand > 1.4142135623730951;
    return StrictMath.log(upper ? significand / 2 : significand) / LN_2
        + exponent
        + (upper ? 1 : 0);
  }

  private static double arcsinhOfMagnitude(double x) {
    if (x > LARGE) {
      return StrictMath.log(x) + LN_2;
    }
    double square = x * x;
    return StrictMath.log1p(x + square / (1 + Math.sqrt(1 + square)));
  }

  private static double arccosh(double x) {
    if (x < 1) {
      return Double.NaN;
    }
    if (x > LARGE) {
      return StrictMath.log(x) + LN_2;
    }
    double above = x - 1;
    return StrictMath.log1p(above + Math.sqrt(2 * above + above * above));
  }
}

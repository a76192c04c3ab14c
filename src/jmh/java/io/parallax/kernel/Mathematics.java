package io.parallax.kernel;

import java.util.function.DoubleBinaryOperator;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/// The functions that are measured, by their names in the language, in the ways that Java itself
/// has them. What Java lacks is composed as a programmer would.
@SuppressWarnings("ImmutableEnumChecker") // functions without state
public enum Mathematics {
  sin(StrictMath::sin, Math::sin, (x, y) -> x.lanewise(VectorOperators.SIN)),
  cos(StrictMath::cos, Math::cos, (x, y) -> x.lanewise(VectorOperators.COS)),
  tan(StrictMath::tan, Math::tan, (x, y) -> x.lanewise(VectorOperators.TAN)),
  arcsin(StrictMath::asin, Math::asin, (x, y) -> x.lanewise(VectorOperators.ASIN)),
  arccos(StrictMath::acos, Math::acos, (x, y) -> x.lanewise(VectorOperators.ACOS)),
  arctan(StrictMath::atan, Math::atan, (x, y) -> x.lanewise(VectorOperators.ATAN)),
  arctan2(
      (x, y) -> StrictMath.atan2(x, y),
      (x, y) -> Math.atan2(x, y),
      (x, y) -> x.lanewise(VectorOperators.ATAN2, y)),
  sinh(StrictMath::sinh, Math::sinh, (x, y) -> x.lanewise(VectorOperators.SINH)),
  cosh(StrictMath::cosh, Math::cosh, (x, y) -> x.lanewise(VectorOperators.COSH)),
  tanh(StrictMath::tanh, Math::tanh, (x, y) -> x.lanewise(VectorOperators.TANH)),
  arcsinh(
      x -> StrictMath.log(x + Math.sqrt(x * x + 1)),
      x -> Math.log(x + Math.sqrt(x * x + 1)),
      (x, y) -> x.add(x.mul(x).add(1).sqrt()).lanewise(VectorOperators.LOG)),
  arccosh(
      x -> StrictMath.log(x + Math.sqrt(x * x - 1)),
      x -> Math.log(x + Math.sqrt(x * x - 1)),
      (x, y) -> x.add(x.mul(x).sub(1).sqrt()).lanewise(VectorOperators.LOG)),
  arctanh(
      x -> StrictMath.log1p(2 * x / (1 - x)) / 2,
      x -> Math.log1p(2 * x / (1 - x)) / 2,
      (x, y) -> x.add(x).div(x.neg().add(1)).lanewise(VectorOperators.LOG1P).mul(0.5)),
  exp(StrictMath::exp, Math::exp, (x, y) -> x.lanewise(VectorOperators.EXP)),
  exp2(
      x -> StrictMath.pow(2, x),
      x -> Math.pow(2, x),
      (x, y) -> x.mul(Math.log(2)).lanewise(VectorOperators.EXP)),
  expm1(StrictMath::expm1, Math::expm1, (x, y) -> x.lanewise(VectorOperators.EXPM1)),
  log(StrictMath::log, Math::log, (x, y) -> x.lanewise(VectorOperators.LOG)),
  log2(
      x -> StrictMath.log(x) / Math.log(2),
      x -> Math.log(x) / Math.log(2),
      (x, y) -> x.lanewise(VectorOperators.LOG).div(Math.log(2))),
  log10(StrictMath::log10, Math::log10, (x, y) -> x.lanewise(VectorOperators.LOG10)),
  log1p(StrictMath::log1p, Math::log1p, (x, y) -> x.lanewise(VectorOperators.LOG1P)),
  pow(
      (x, y) -> StrictMath.pow(x, y),
      (x, y) -> Math.pow(x, y),
      (x, y) -> x.lanewise(VectorOperators.POW, y)),
  cbrt(StrictMath::cbrt, Math::cbrt, (x, y) -> x.lanewise(VectorOperators.CBRT)),
  hypot(
      (x, y) -> StrictMath.hypot(x, y),
      (x, y) -> Math.hypot(x, y),
      (x, y) -> x.lanewise(VectorOperators.HYPOT, y));

  /// A function on vectors; of one operand where it ignores the second.
  interface OnVectors {
    DoubleVector of(DoubleVector x, DoubleVector y);
  }

  private interface OfOne {
    double of(double x);
  }

  final DoubleBinaryOperator strict;
  final DoubleBinaryOperator usual;
  final OnVectors vectors;

  Mathematics(OfOne strict, OfOne usual, OnVectors vectors) {
    this((x, _) -> strict.of(x), (x, _) -> usual.of(x), vectors);
  }

  Mathematics(DoubleBinaryOperator strict, DoubleBinaryOperator usual, OnVectors vectors) {
    this.strict = strict;
    this.usual = usual;
    this.vectors = vectors;
  }

  boolean hasTwoOperands() {
    return switch (this) {
      case arctan2, pow, hypot -> true;
      case sin,
          cos,
          tan,
          arcsin,
          arccos,
          arctan,
          sinh,
          cosh,
          tanh,
          arcsinh,
          arccosh,
          arctanh,
          exp,
          exp2,
          expm1,
          log,
          log2,
          log10,
          log1p,
          cbrt ->
          false;
    };
  }

  String text() {
    return name() + (hasTwoOperands() ? "(x, y)" : "(x)");
  }

  /// The first operand's least value; the second one's is 0.1.
  double low() {
    return this == arccosh ? 1.1 : 0.1;
  }

  /// What operands stay below; the second one below 10.
  double high() {
    return this == arcsin || this == arccos || this == arctanh ? 0.9 : 10;
  }
}

package io.parallax.mathematics;

import static io.parallax.mathematics.Logarithms.log;
import static io.parallax.mathematics.Logarithms.log1p;
import static java.math.BigDecimal.ONE;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The exact values of the functions of mathematics, to about 50 significant digits whatever the
/// argument: differences of nearly equal numbers are avoided by formulas or taken exactly.
///
/// The digits come from `big-math`; here are only the identities, and short series for tiny
/// arguments.
final class Reference {
  /// What is worked with; ten or so are lost on the way.
  static final MathContext DIGITS = new MathContext(64);

  /// Below this a series of three or four terms has all digits.
  static final BigDecimal TINY = new BigDecimal("1e-13");

  static final BigDecimal TWO = BigDecimal.TWO;
  static final BigDecimal LN_2 = BigDecimalMath.log(TWO, DIGITS);

  static final BigDecimal LN_10 = BigDecimalMath.log(BigDecimal.TEN, DIGITS);
  private static final BigDecimal THREE = BigDecimal.valueOf(3);

  private Reference() {}

  /// The value at finite arguments; empty where there is none or it is infinite. Values far beyond
  /// the range of float64 on either side may come out as others that are.
  ///
  /// @param y the second operand; ignored by functions of one
  static Optional<BigDecimal> value(MathFunction function, double x, double y) {
    return Domain.holds(function, x, y)
        ? Optional.of(value(function, new BigDecimal(x), new BigDecimal(y)))
        : Optional.empty();
  }

  private static BigDecimal value(MathFunction function, BigDecimal exactX, BigDecimal exactY) {
    BigDecimal x = exactX.round(DIGITS);
    BigDecimal y = exactY.round(DIGITS);
    return switch (function) {
      case SIN -> Circular.sin(exactX);
      case COS -> Circular.cos(exactX);
      case TAN -> Circular.sin(exactX).divide(Circular.cos(exactX), DIGITS);
      case ARCSIN -> Circular.arctan2(x, root(ONE.subtract(x).multiply(ONE.add(x))));
      case ARCCOS ->
          Circular.arctan2(root(ONE.subtract(x)), root(ONE.add(x))).multiply(TWO, DIGITS);
      case ARCTAN -> Circular.arctan2(x, ONE);
      case ARCTAN2 -> Circular.arctan2(x, y);
      case SINH -> Exponentials.sinh(x);
      case COSH -> Exponentials.cosh(x);
      case TANH -> Exponentials.tanh(x);
      case ARCSINH -> oddly(x, Reference::arcsinh);
      case ARCCOSH -> arccosh(exactX.subtract(ONE).round(DIGITS));
      case ARCTANH -> oddly(x, Reference::arctanh);
      case EXP -> Exponentials.exp(x);
      case EXP2 -> Exponentials.exp(x.multiply(LN_2, DIGITS));
      case EXPM1 -> Exponentials.expm1(x);
      case LOG -> log(x);
      case LOG2 -> log(x).divide(LN_2, DIGITS);
      case LOG10 -> log(x).divide(LN_10, DIGITS);
      case LOG1P -> log1p(x);
      case POWER -> power(x, exactY);
      case CUBE_ROOT -> oddly(x, Reference::cubeRoot);
      case HYPOTENUSE -> root(x.multiply(x).add(y.multiply(y)));
    };
  }

  private static BigDecimal oddly(BigDecimal x, UnaryOperator<BigDecimal> ofPositive) {
    BigDecimal value = x.signum() == 0 ? x : ofPositive.apply(x.abs());
    return x.signum() < 0 ? value.negate() : value;
  }

  private static BigDecimal arcsinh(BigDecimal x) {
    BigDecimal square = x.multiply(x, DIGITS);
    return log1p(x.add(square.divide(ONE.add(root(ONE.add(square))), DIGITS)));
  }

  private static BigDecimal arccosh(BigDecimal above) {
    return log1p(above.add(root(above.multiply(above.add(TWO)))));
  }

  private static BigDecimal arctanh(BigDecimal x) {
    return log1p(TWO.multiply(x).divide(ONE.subtract(x), DIGITS)).divide(TWO, DIGITS);
  }

  private static BigDecimal power(BigDecimal x, BigDecimal y) {
    if (x.signum() == 0) {
      return y.signum() == 0 ? ONE : x;
    }
    BigDecimal magnitude = Exponentials.exp(log(x.abs()).multiply(y, DIGITS));
    boolean odd = y.remainder(TWO).abs().compareTo(ONE) == 0;
    return x.signum() < 0 && odd ? magnitude.negate() : magnitude;
  }

  /// Newton's iteration from 16 digits.
  private static BigDecimal cubeRoot(BigDecimal x) {
    BigDecimal root = new BigDecimal(Math.cbrt(x.doubleValue()));
    for (int round = 0; round < 3; round++) {
      BigDecimal square = root.multiply(root, DIGITS);
      BigDecimal excess = square.multiply(root, DIGITS).subtract(x);
      root = root.subtract(excess.divide(THREE.multiply(square), DIGITS), DIGITS);
    }
    return root;
  }

  private static BigDecimal root(BigDecimal x) {
    return x.signum() == 0 ? BigDecimal.ZERO : x.round(DIGITS).sqrt(DIGITS);
  }
}

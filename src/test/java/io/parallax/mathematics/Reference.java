package io.parallax.mathematics;

import static io.parallax.mathematics.Logarithms.log;
import static io.parallax.mathematics.Logarithms.log1p;
import static java.math.BigDecimal.ONE;

import ch.obermuhlner.math.big.BigDecimalMath;
import io.parallax.language.MathFunction;
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
    return isDefined(function, x, y)
        ? Optional.of(
            FunctionReference.of(function).exact().of(new BigDecimal(x), new BigDecimal(y)))
        : Optional.empty();
  }

  /// Whether there is a finite real value at these arguments.
  static boolean isDefined(MathFunction function, double x, double y) {
    return Double.isFinite(x)
        && (function.operandCount() == 1 || Double.isFinite(y))
        && FunctionReference.of(function).domain().holds(x, y);
  }

  static BigDecimal rounded(BigDecimal x) {
    return x.round(DIGITS);
  }

  static BigDecimal oddly(BigDecimal x, UnaryOperator<BigDecimal> ofPositive) {
    BigDecimal value = x.signum() == 0 ? x : ofPositive.apply(x.abs());
    return x.signum() < 0 ? value.negate() : value;
  }

  static BigDecimal arcsinh(BigDecimal x) {
    BigDecimal square = x.multiply(x, DIGITS);
    return log1p(x.add(square.divide(ONE.add(root(ONE.add(square))), DIGITS)));
  }

  static BigDecimal arccosh(BigDecimal above) {
    return log1p(above.add(root(above.multiply(above.add(TWO)))));
  }

  static BigDecimal arctanh(BigDecimal x) {
    return log1p(TWO.multiply(x).divide(ONE.subtract(x), DIGITS)).divide(TWO, DIGITS);
  }

  static BigDecimal power(BigDecimal x, BigDecimal y) {
    if (x.signum() == 0) {
      return y.signum() == 0 ? ONE : x;
    }
    BigDecimal magnitude = Exponentials.exp(log(x.abs()).multiply(y, DIGITS));
    boolean odd = y.remainder(TWO).abs().compareTo(ONE) == 0;
    return x.signum() < 0 && odd ? magnitude.negate() : magnitude;
  }

  /// Newton's iteration from 16 digits.
  static BigDecimal cubeRoot(BigDecimal x) {
    BigDecimal root = new BigDecimal(Math.cbrt(x.doubleValue()));
    for (int round = 0; round < 3; round++) {
      BigDecimal square = root.multiply(root, DIGITS);
      BigDecimal excess = square.multiply(root, DIGITS).subtract(x);
      root = root.subtract(excess.divide(THREE.multiply(square), DIGITS), DIGITS);
    }
    return root;
  }

  static BigDecimal root(BigDecimal x) {
    return x.signum() == 0 ? BigDecimal.ZERO : x.round(DIGITS).sqrt(DIGITS);
  }
}

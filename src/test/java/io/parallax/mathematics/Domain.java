package io.parallax.mathematics;

/// Where the functions of mathematics have finite real values, whatever the signs of zeros.
final class Domain {
  private Domain() {}

  /// @param y the second operand; ignored by functions of one
  static boolean holds(MathFunction function, double x, double y) {
    return Double.isFinite(x)
        && (function.operandCount() == 1 || Double.isFinite(y))
        && switch (function) {
          case ARCSIN, ARCCOS -> Math.abs(x) <= 1;
          case ARCTANH -> Math.abs(x) < 1;
          case ARCCOSH -> x >= 1;
          case LOG, LOG2, LOG10 -> x > 0;
          case LOG1P -> x > -1;
          case ARCTAN2 -> x != 0 || y != 0;
          case POWER -> x > 0 || (x == 0 ? y >= 0 : y == Math.rint(y));
          case SIN,
              COS,
              TAN,
              ARCTAN,
              SINH,
              COSH,
              TANH,
              ARCSINH,
              EXP,
              EXP2,
              EXPM1,
              CUBE_ROOT,
              HYPOTENUSE ->
              true;
        };
  }
}

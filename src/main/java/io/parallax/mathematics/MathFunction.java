package io.parallax.mathematics;

import io.parallax.type.DataType;

/// A function of mathematics over float64 or float32, defined by a formula over primitive
/// operations.
public enum MathFunction {
  SIN(1, 0.60, 0.59),
  COS(1, 0.60, 0.60),
  TAN(1, 0.65, 0.66),
  ARCSIN(1, 0.60, 0.60),
  ARCCOS(1, 0.60, 0.59),
  ARCTAN(1, 0.59, 0.59),
  ARCTAN2(2, 0.59, 0.59),
  SINH(1, 0.61, 0.60),
  COSH(1, 0.59, 0.60),
  TANH(1, 0.55, 0.56),
  ARCSINH(1, 0.58, 0.60),
  ARCCOSH(1, 0.58, 0.60),
  ARCTANH(1, 0.58, 0.60),
  EXP(1, 0.55, 0.56),
  EXP2(1, 0.53, 0.56),
  EXPM1(1, 0.63, 0.60),
  LOG(1, 0.58, 0.58),
  LOG2(1, 0.58, 0.62),
  LOG10(1, 0.58, 0.62),
  LOG1P(1, 0.58, 0.60),
  POWER(2, 0.58, 0.54),
  CUBE_ROOT(1, 0.53, 0.53),
  HYPOTENUSE(2, 0.53, 0.53);

  private final int operandCount;
  private final double float64ErrorBound;
  private final double float32ErrorBound;

  MathFunction(int operandCount, double float64ErrorBound, double float32ErrorBound) {
    this.operandCount = operandCount;
    this.float64ErrorBound = float64ErrorBound;
    this.float32ErrorBound = float32ErrorBound;
  }

  public int operandCount() {
    return operandCount;
  }

  /// How far a value may be from the exact one, in units in the last place of the exact one:
  /// measured, and rounded up. A correctly rounded function has 0.5.
  ///
  /// @param type float64 or float32
  public double errorBound(DataType type) {
    return switch (type) {
      case FLOAT64 -> float64ErrorBound;
      case FLOAT32 -> float32ErrorBound;
      case BOOL, INT32, INT64 ->
          throw new IllegalArgumentException("functions of mathematics are of floats");
    };
  }
}

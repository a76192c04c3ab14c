package io.parallax.program;

import io.parallax.type.DataType;

/// A function of mathematics over float64 or float32, defined by a formula over primitive
/// operations.
public enum MathFunction {
  SIN(1, 0.69, 0.72),
  COS(1, 0.69, 0.72),
  TAN(1, 0.81, 0.86),
  ARCSIN(1, 0.64, 0.72),
  ARCCOS(1, 0.62, 0.68),
  ARCTAN(1, 0.68, 0.75),
  ARCTAN2(2, 0.68, 0.75),
  SINH(1, 0.87, 0.95),
  COSH(1, 0.89, 0.76),
  TANH(1, 0.80, 0.76),
  ARCSINH(1, 0.62, 0.95),
  ARCCOSH(1, 0.61, 0.92),
  ARCTANH(1, 0.62, 0.94),
  EXP(1, 0.79, 0.78),
  EXP2(1, 0.78, 0.78),
  EXPM1(1, 0.90, 0.88),
  LOG(1, 0.62, 0.89),
  LOG2(1, 0.60, 0.97),
  LOG10(1, 0.61, 0.95),
  LOG1P(1, 0.61, 0.89),
  POWER(2, 0.78, 0.54),
  CUBE_ROOT(1, 0.53, 0.75),
  HYPOTENUSE(2, 0.77, 0.77);

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

package io.parallax.program;

import io.parallax.type.DataType;

/// A function of mathematics over float64 or float32. Its values are defined by
/// [Arithmetic#evaluate].
public enum MathFunction {
  SIN(1, 1.0, 0.51),
  COS(1, 1.0, 0.51),
  TAN(1, 1.0, 0.51),
  ARCSIN(1, 1.0, 0.51),
  ARCCOS(1, 1.0, 0.51),
  ARCTAN(1, 1.0, 0.51),
  ARCTAN2(2, 1.02, 0.51),
  SINH(1, 1.7, 0.51),
  COSH(1, 1.3, 0.51),
  TANH(1, 1.8, 0.51),
  ARCSINH(1, 1.3, 0.51),
  ARCCOSH(1, 1.6, 0.51),
  ARCTANH(1, 1.4, 0.51),
  EXP(1, 1.0, 0.51),
  EXP2(1, 1.0, 0.51),
  EXPM1(1, 1.0, 0.51),
  LOG(1, 1.0, 0.51),
  LOG2(1, 1e16, 0.51),
  LOG10(1, 1.6, 0.51),
  LOG1P(1, 1.0, 0.51),
  POWER(2, 100.0, 0.51),
  CUBE_ROOT(1, 1.0, 0.51),
  HYPOTENUSE(2, 1.0, 0.51);

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

package io.parallax.program;

/// A function of mathematics over float64 or float32. Its values are defined by
/// [Arithmetic#evaluate].
public enum MathFunction {
  SIN(1),
  COS(1),
  TAN(1),
  ARCSIN(1),
  ARCCOS(1),
  ARCTAN(1),
  ARCTAN2(2),
  SINH(1),
  COSH(1),
  TANH(1),
  ARCSINH(1),
  ARCCOSH(1),
  ARCTANH(1),
  EXP(1),
  EXP2(1),
  EXPM1(1),
  LOG(1),
  LOG2(1),
  LOG10(1),
  LOG1P(1),
  POWER(2),
  CUBE_ROOT(1),
  HYPOTENUSE(2);

  private final int operandCount;

  MathFunction(int operandCount) {
    this.operandCount = operandCount;
  }

  public int operandCount() {
    return operandCount;
  }
}

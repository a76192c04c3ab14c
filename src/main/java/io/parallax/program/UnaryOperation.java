package io.parallax.program;

/// A primitive with one operand.
public enum UnaryOperation {
  /// Integers wrap; floats flip the sign bit.
  NEGATE,
  /// Integers wrap (the smallest is its own); floats clear the sign bit.
  ABSOLUTE,
  /// Complement: every bit of an integer, the truth of a bool.
  NOT,
  /// Correctly rounded; floats only.
  SQUARE_ROOT,
  /// Round to integral towards −∞; floats only; −0 and signs of zero results as IEEE 754 says.
  FLOOR,
  /// Round to integral towards +∞; floats only.
  CEIL,
  /// Round to integral, ties to even; floats only.
  ROUND_EVEN,
  /// Round to integral towards zero; floats only.
  TRUNCATE
}

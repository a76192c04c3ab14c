package io.parallax.program;

/// A primitive with two operands of one type.
public enum BinaryOperation {
  /// Integers wrap. Not for bool.
  ADD,
  SUBTRACT,
  MULTIPLY,
  /// Floats only.
  DIVIDE,
  /// The exact remainder of truncated division with the dividend's sign (C's fmod); floats only.
  REMAINDER,
  /// Integers only, rounded towards −∞; wraps at smallest ÷ −1. Zero divisor: [Fault], value 0.
  FLOOR_DIVIDE,
  /// Integers only, with the divisor's sign. Zero divisor: [Fault], value 0.
  FLOOR_MODULO,
  /// Integers only, wraps; 0 ** 0 is 1. Negative exponent: [Fault], value 0.
  INTEGER_POWER,
  /// Integers only. Count ≥ width gives 0. Negative count: [Fault], value 0.
  SHIFT_LEFT,
  /// Integers only, arithmetic. Count ≥ width gives 0 or −1. Negative count: [Fault], value 0.
  SHIFT_RIGHT,
  /// Bool and integers.
  AND,
  OR,
  XOR,
  /// The lesser; −0 is less than +0; NaN when either is NaN (IEEE 754-2019 minimum). Not for bool.
  MINIMUM,
  /// The greater; +0 is greater than −0; NaN when either is NaN (IEEE 754-2019 maximum).
  MAXIMUM;

  /// Whether an integer operand can make this a [Fault].
  public boolean canFault() {
    return switch (this) {
      case FLOOR_DIVIDE, FLOOR_MODULO, INTEGER_POWER, SHIFT_LEFT, SHIFT_RIGHT -> true;
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER, AND, OR, XOR, MINIMUM, MAXIMUM -> false;
    };
  }

  /// Whether the operands may change places without changing the result.
  public boolean isCommutative() {
    return switch (this) {
      case ADD, MULTIPLY, AND, OR, XOR, MINIMUM, MAXIMUM -> true;
      case SUBTRACT,
          DIVIDE,
          REMAINDER,
          FLOOR_DIVIDE,
          FLOOR_MODULO,
          INTEGER_POWER,
          SHIFT_LEFT,
          SHIFT_RIGHT ->
          false;
    };
  }
}

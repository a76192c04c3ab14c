package io.parallax.program;

/// A primitive with two operands of one type.
public enum BinaryOperation {
  /// Integers wrap. Not for bool.
  ADD,
  SUBTRACT,
  MULTIPLY,
  /// Integers only. A value that does not fit the type: [Fault], value 0.
  ADD_EXACT,
  SUBTRACT_EXACT,
  MULTIPLY_EXACT,
  /// int64 only: (x·y − w) / 2⁶⁴ of the exact product x·y and its wrapped value w. 0 exactly where
  /// the product fits int64.
  MULTIPLY_EXCESS,
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
  /// As INTEGER_POWER; a value that does not fit the type is a [Fault], too, value 0.
  INTEGER_POWER_EXACT,
  /// Integers only. Count ≥ width gives 0. Negative count: [Fault], value 0.
  SHIFT_LEFT,
  /// As SHIFT_LEFT; a value that does not fit the type is a [Fault], too, value 0.
  SHIFT_LEFT_EXACT,
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
      case ADD_EXACT, SUBTRACT_EXACT, MULTIPLY_EXACT, INTEGER_POWER_EXACT, SHIFT_LEFT_EXACT -> true;
      case FLOOR_DIVIDE, FLOOR_MODULO, INTEGER_POWER, SHIFT_LEFT, SHIFT_RIGHT -> true;
      case ADD, SUBTRACT, MULTIPLY, MULTIPLY_EXCESS, DIVIDE, REMAINDER -> false;
      case AND, OR, XOR, MINIMUM, MAXIMUM -> false;
    };
  }

  /// The same operation on integers with a [Fault] where the value does not fit.
  ///
  /// @throws IllegalArgumentException for an operation that has no such form
  public BinaryOperation exact() {
    return switch (this) {
      case ADD -> ADD_EXACT;
      case SUBTRACT -> SUBTRACT_EXACT;
      case MULTIPLY -> MULTIPLY_EXACT;
      case INTEGER_POWER -> INTEGER_POWER_EXACT;
      case SHIFT_LEFT -> SHIFT_LEFT_EXACT;
      case ADD_EXACT, SUBTRACT_EXACT, MULTIPLY_EXACT, INTEGER_POWER_EXACT, SHIFT_LEFT_EXACT -> this;
      case MULTIPLY_EXCESS, DIVIDE, REMAINDER, FLOOR_DIVIDE, FLOOR_MODULO, SHIFT_RIGHT ->
          throw new IllegalArgumentException(this + " has no exact form");
      case AND, OR, XOR, MINIMUM, MAXIMUM ->
          throw new IllegalArgumentException(this + " has no exact form");
    };
  }

  /// Whether the operands may change places without changing the result.
  public boolean isCommutative() {
    return switch (this) {
      case ADD, MULTIPLY, ADD_EXACT, MULTIPLY_EXACT, MULTIPLY_EXCESS -> true;
      case AND, OR, XOR, MINIMUM, MAXIMUM -> true;
      case SUBTRACT,
          SUBTRACT_EXACT,
          DIVIDE,
          REMAINDER,
          FLOOR_DIVIDE,
          FLOOR_MODULO,
          INTEGER_POWER,
          INTEGER_POWER_EXACT,
          SHIFT_LEFT,
          SHIFT_LEFT_EXACT,
          SHIFT_RIGHT ->
          false;
    };
  }
}

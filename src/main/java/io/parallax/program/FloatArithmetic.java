package io.parallax.program;

/// The primitive operations on floats, as `double` values.
///
/// A float32 is computed as a float64 and rounded at the end. The second rounding changes nothing
/// for `+ - * /` and the square root because 53 ≥ 2·24 + 2 (Figueroa, "When is double rounding
/// innocuous?", 1995); the other operations are exact.
final class FloatArithmetic {
  private FloatArithmetic() {}

  static double unary(UnaryOperation operation, double value) {
    return switch (operation) {
      case NEGATE -> -value;
      case ABSOLUTE -> Math.abs(value);
      case SQUARE_ROOT -> Math.sqrt(value);
      case FLOOR -> Math.floor(value);
      case CEIL -> Math.ceil(value);
      case ROUND_EVEN -> Math.rint(value);
      case TRUNCATE -> value < 0 ? Math.ceil(value) : Math.floor(value);
      case NOT -> throw undefined(operation);
    };
  }

  static double binary(BinaryOperation operation, double left, double right) {
    return switch (operation) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case REMAINDER -> left % right;
      case MINIMUM -> Math.min(left, right);
      case MAXIMUM -> Math.max(left, right);
      case FLOOR_DIVIDE, FLOOR_MODULO, INTEGER_POWER, SHIFT_LEFT, SHIFT_RIGHT, AND, OR, XOR ->
          throw undefined(operation);
      case MULTIPLY_EXCESS -> throw undefined(operation);
      case ADD_EXACT, SUBTRACT_EXACT, MULTIPLY_EXACT, INTEGER_POWER_EXACT, SHIFT_LEFT_EXACT ->
          throw undefined(operation);
    };
  }

  private static IllegalArgumentException undefined(Enum<?> operation) {
    return new IllegalArgumentException(operation + " is not defined for floats");
  }
}

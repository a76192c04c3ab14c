package io.parallax.program;

import io.parallax.type.DataType;

/// Whether the exact values of integer operations fit their type.
final class ExactArithmetic {
  private ExactArithmetic() {}

  /// Whether the exact value of an operation fits the type.
  ///
  /// @param operation one of the operations with EXACT in their names
  /// @param type int32 or int64
  /// @param right not negative where the operation is a power or a shift
  static boolean fits(BinaryOperation operation, DataType type, long left, long right) {
    return switch (operation) {
      case ADD_EXACT -> {
        long sum = left + right;
        yield ((left ^ sum) & (right ^ sum)) >= 0 && fits(type, sum);
      }
      case SUBTRACT_EXACT -> {
        long difference = left - right;
        yield ((left ^ right) & (left ^ difference)) >= 0 && fits(type, difference);
      }
      case MULTIPLY_EXACT -> productFits(type, left, right);
      case INTEGER_POWER_EXACT -> powerFits(type, left, right);
      case SHIFT_LEFT_EXACT ->
          left == 0
              || (right < Long.SIZE && fits(type, left << right) && left << right >> right == left);
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER, FLOOR_DIVIDE, FLOOR_MODULO, INTEGER_POWER ->
          throw new IllegalArgumentException(operation + " wraps");
      case MULTIPLY_EXCESS, SHIFT_LEFT, SHIFT_RIGHT, AND, OR, XOR, MINIMUM, MAXIMUM ->
          throw new IllegalArgumentException(operation + " wraps");
    };
  }

  private static boolean fits(DataType type, long value) {
    return type != DataType.INT32 || value == (int) value;
  }

  private static boolean productFits(DataType type, long left, long right) {
    long product = left * right;
    return Math.multiplyHigh(left, right) == product >> (Long.SIZE - 1) && fits(type, product);
  }

  /// A power by repeated squaring. A square that does not fit, and is needed later, makes the power
  /// not fit: its magnitude is 2³¹ or 2⁶³ at least, and no other factor is 0.
  private static boolean powerFits(DataType type, long base, long exponent) {
    long result = 1;
    long square = base;
    boolean squareFits = true;
    for (long rest = exponent; rest != 0; rest >>= 1) {
      if ((rest & 1) != 0) {
        if (!squareFits || !productFits(type, result, square)) {
          return false;
        }
        result *= square;
      }
      squareFits = squareFits && productFits(type, square, square);
      square *= square;
    }
    return true;
  }
}

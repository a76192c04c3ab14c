package io.parallax.program;

import io.parallax.type.DataType;

/// The primitive operations on bool, int32 and int64, as `long` values. An int32 is computed as an
/// int64 and wrapped at the end; only shifts need the width of the type to give the same bits.
final class IntegerArithmetic {
  private IntegerArithmetic() {}

  static long unary(UnaryOperation operation, DataType type, long value) {
    return switch (operation) {
      case NEGATE -> wrap(type, -value);
      case ABSOLUTE -> wrap(type, Math.abs(value));
      case NOT -> type == DataType.BOOL ? value ^ 1 : ~value;
      case SQUARE_ROOT, FLOOR, CEIL, ROUND_EVEN, TRUNCATE -> throw undefined(operation, type);
    };
  }

  /// The value; 0 where the operation faults.
  static long binary(BinaryOperation operation, DataType type, long left, long right) {
    if (Arithmetic.faults(operation, type, left, right)) {
      return 0;
    }
    return switch (operation) {
      case ADD, ADD_EXACT -> wrap(type, left + right);
      case SUBTRACT, SUBTRACT_EXACT -> wrap(type, left - right);
      case MULTIPLY, MULTIPLY_EXACT -> wrap(type, left * right);
      case MULTIPLY_EXCESS -> Math.multiplyHigh(left, right) - ((left * right) >> (Long.SIZE - 1));
      case FLOOR_DIVIDE -> wrap(type, Math.floorDiv(left, right));
      case FLOOR_MODULO -> Math.floorMod(left, right);
      case INTEGER_POWER, INTEGER_POWER_EXACT -> wrap(type, power(left, right));
      case SHIFT_LEFT, SHIFT_LEFT_EXACT -> right >= bits(type) ? 0 : wrap(type, left << right);
      case SHIFT_RIGHT -> left >> Math.min(right, bits(type) - 1);
      case AND -> left & right;
      case OR -> left | right;
      case XOR -> left ^ right;
      case MINIMUM -> Math.min(left, right);
      case MAXIMUM -> Math.max(left, right);
      case DIVIDE, REMAINDER -> throw undefined(operation, type);
    };
  }

  private static long power(long base, long exponent) {
    long result = 1;
    long square = base;
    for (long rest = exponent; rest != 0; rest >>>= 1) {
      if ((rest & 1) != 0) {
        result *= square;
      }
      square *= square;
    }
    return result;
  }

  private static long wrap(DataType type, long value) {
    return type == DataType.INT32 ? (int) value : value;
  }

  private static int bits(DataType type) {
    return type.byteWidth() * Byte.SIZE;
  }

  private static IllegalArgumentException undefined(Enum<?> operation, DataType type) {
    return new IllegalArgumentException(operation + " is not defined for " + type);
  }
}

package io.parallax.program;

import io.parallax.type.DataType;
import java.util.function.IntToLongFunction;

/// What every [Operation] computes: the definition that constants are folded with, that the
/// interpreter runs, and that every engine's results must equal.
///
/// Values are bits as [io.parallax.type.Scalar] describes them: a bool or integer as a `long`, a
/// float64 as its IEEE 754 bits, a float32 as its 32 bits, zero-extended. A NaN may come out in any
/// form.
public final class Arithmetic {
  private Arithmetic() {}

  /// The value of an operation.
  ///
  /// @param values the bits of its operands, by the indices it names them with
  /// @throws IllegalArgumentException for one whose value depends on where it runs: a load, a
  ///   position
  public static long evaluate(Operation operation, IntToLongFunction values) {
    return switch (operation) {
      case Operation.Constant constant -> constant.value().bits();
      case Operation.Unary unary ->
          unary(unary.operation(), unary.type(), values.applyAsLong(unary.operand()));
      case Operation.Binary binary ->
          binary(
              binary.operation(),
              binary.type(),
              values.applyAsLong(binary.left()),
              values.applyAsLong(binary.right()));
      case Operation.Compare compare -> {
        long left = values.applyAsLong(compare.left());
        long right = values.applyAsLong(compare.right());
        yield compare(compare.comparison(), compare.operandType(), left, right) ? 1 : 0;
      }
      case Operation.Select select ->
          values.applyAsLong(
              values.applyAsLong(select.condition()) != 0 ? select.whenTrue() : select.whenFalse());
      case Operation.Convert convert ->
          convert(convert.from(), convert.type(), values.applyAsLong(convert.operand()));
      case Operation.Reinterpret reinterpret ->
          reinterpret(reinterpret.type(), values.applyAsLong(reinterpret.operand()));
      case Operation.FusedMultiplyAdd fused ->
          fusedMultiplyAdd(
              fused.type(),
              values.applyAsLong(fused.a()),
              values.applyAsLong(fused.b()),
              values.applyAsLong(fused.c()));
      case Operation.Lookup lookup -> lookup.table().bitsAt(values.applyAsLong(lookup.index()));
      case Operation.Load _, Operation.Position _ ->
          throw new IllegalArgumentException(operation + " has no value of its own");
    };
  }

  /// Whether the operation faults with these operands (see [Fault]).
  ///
  /// @param type of the operands
  public static boolean faults(BinaryOperation operation, DataType type, long left, long right) {
    return switch (operation) {
      case FLOOR_DIVIDE, FLOOR_MODULO -> right == 0;
      case INTEGER_POWER, SHIFT_LEFT, SHIFT_RIGHT -> right < 0;
      case ADD_EXACT, SUBTRACT_EXACT, MULTIPLY_EXACT ->
          !ExactArithmetic.fits(operation, type, left, right);
      case INTEGER_POWER_EXACT, SHIFT_LEFT_EXACT ->
          right < 0 || !ExactArithmetic.fits(operation, type, left, right);
      case ADD, SUBTRACT, MULTIPLY, MULTIPLY_EXCESS, DIVIDE, REMAINDER -> false;
      case AND, OR, XOR, MINIMUM, MAXIMUM -> false;
    };
  }

  private static long unary(UnaryOperation operation, DataType type, long value) {
    return type.isFloating()
        ? bitsOf(type, FloatArithmetic.unary(operation, doubleOf(type, value)))
        : IntegerArithmetic.unary(operation, type, value);
  }

  private static long binary(BinaryOperation operation, DataType type, long left, long right) {
    return type.isFloating()
        ? bitsOf(
            type, FloatArithmetic.binary(operation, doubleOf(type, left), doubleOf(type, right)))
        : IntegerArithmetic.binary(operation, type, left, right);
  }

  private static boolean compare(Comparison comparison, DataType type, long left, long right) {
    if (type.isFloating()) {
      double a = doubleOf(type, left);
      double b = doubleOf(type, right);
      return switch (comparison) {
        case LESS -> a < b;
        case LESS_EQUAL -> a <= b;
        case GREATER -> a > b;
        case GREATER_EQUAL -> a >= b;
        case EQUAL -> a == b;
        case NOT_EQUAL -> a != b;
      };
    }
    return switch (comparison) {
      case LESS -> left < right;
      case LESS_EQUAL -> left <= right;
      case GREATER -> left > right;
      case GREATER_EQUAL -> left >= right;
      case EQUAL -> left == right;
      case NOT_EQUAL -> left != right;
    };
  }

  private static long convert(DataType from, DataType to, long value) {
    boolean floating = from.isFloating();
    return switch (to) {
      case BOOL -> (floating ? doubleOf(from, value) != 0 : value != 0) ? 1 : 0;
      case INT32 -> floating ? (int) doubleOf(from, value) : (int) value;
      case INT64 -> floating ? (long) doubleOf(from, value) : value;
      case FLOAT32 -> floatBits(floating ? (float) doubleOf(from, value) : (float) value);
      case FLOAT64 -> Double.doubleToRawLongBits(floating ? doubleOf(from, value) : (double) value);
    };
  }

  private static long reinterpret(DataType to, long bits) {
    return switch (to) {
      case INT32 -> (int) bits;
      case FLOAT32 -> Integer.toUnsignedLong((int) bits);
      case INT64, FLOAT64 -> bits;
      case BOOL -> throw new IllegalArgumentException("bits cannot be read as bool");
    };
  }

  private static long fusedMultiplyAdd(DataType type, long a, long b, long c) {
    if (type == DataType.FLOAT32) {
      return floatBits(
          Math.fma(
              Float.intBitsToFloat((int) a),
              Float.intBitsToFloat((int) b),
              Float.intBitsToFloat((int) c)));
    }
    return Double.doubleToRawLongBits(
        Math.fma(
            Double.longBitsToDouble(a), Double.longBitsToDouble(b), Double.longBitsToDouble(c)));
  }

  private static double doubleOf(DataType type, long bits) {
    return type == DataType.FLOAT32
        ? Float.intBitsToFloat((int) bits)
        : Double.longBitsToDouble(bits);
  }

  private static long bitsOf(DataType type, double value) {
    return type == DataType.FLOAT32 ? floatBits((float) value) : Double.doubleToRawLongBits(value);
  }

  private static long floatBits(float value) {
    return Integer.toUnsignedLong(Float.floatToRawIntBits(value));
  }
}

package io.parallax.kernel.block.loop;

import io.parallax.program.Arithmetic;
import io.parallax.program.Comparison;
import io.parallax.program.Operation;
import io.parallax.program.Table;
import io.parallax.program.UnaryOperation;
import io.parallax.type.DataType;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/// The operations of [Arithmetic] one by one. Each formula compiles to the few instructions its
/// operation needs, whereas the definition runs a `switch` for every element. Operations that cost
/// more than the `switch` use the definition.
///
/// As in [Arithmetic], a float32 is computed as a float64 and an int32 as an int64.
public final class ScalarFormulas {
  private ScalarFormulas() {}

  /// The formula of an operation whose operands are numbered 0, 1, 2 in order.
  public static ScalarFormula of(Operation operation) {
    return switch (operation) {
      case Operation.Unary unary ->
          unary.type().isFloating()
              ? floating(unary.type(), ofDoubles(unary.operation()))
              : integer(unary.type(), ofLongs(unary));
      case Operation.Binary binary ->
          binary.type().isFloating() ? floating(binary.type(), ofDoubles(binary)) : integer(binary);
      case Operation.Compare compare ->
          compare.operandType().isFloating()
              ? ofDoubles(compare.comparison(), compare.operandType())
              : ofLongs(compare.comparison());
      case Operation.Select _ -> (a, b, c) -> a != 0 ? b : c;
      case Operation.Convert convert -> conversion(convert);
      case Operation.Lookup(Table table, int _) -> (a, _, _) -> table.bitsAt(a);
      case Operation.Load _,
          Operation.Constant _,
          Operation.Position _,
          Operation.Reinterpret _,
          Operation.FusedMultiplyAdd _ ->
          defined(operation);
    };
  }

  private static ScalarFormula defined(Operation operation) {
    return (a, b, c) ->
        Arithmetic.evaluate(operation, operand -> operand == 0 ? a : operand == 1 ? b : c);
  }

  private static DoubleUnaryOperator ofDoubles(UnaryOperation operation) {
    return switch (operation) {
      case NEGATE -> a -> -a;
      case ABSOLUTE -> Math::abs;
      case SQUARE_ROOT -> Math::sqrt;
      case FLOOR -> Math::floor;
      case CEIL -> Math::ceil;
      case ROUND_EVEN -> Math::rint;
      case TRUNCATE -> a -> a < 0 ? Math.ceil(a) : Math.floor(a);
      case NOT -> throw new IllegalArgumentException(operation + " of floats");
    };
  }

  private static LongUnaryOperator ofLongs(Operation.Unary unary) {
    return switch (unary.operation()) {
      case NEGATE -> a -> -a;
      case ABSOLUTE -> Math::abs;
      case NOT -> unary.type() == DataType.BOOL ? a -> a ^ 1 : a -> ~a;
      case SQUARE_ROOT, FLOOR, CEIL, ROUND_EVEN, TRUNCATE ->
          throw new IllegalArgumentException(unary + " of integers");
    };
  }

  private static DoubleBinaryOperator ofDoubles(Operation.Binary binary) {
    return switch (binary.operation()) {
      case ADD -> (a, b) -> a + b;
      case SUBTRACT -> (a, b) -> a - b;
      case MULTIPLY -> (a, b) -> a * b;
      case DIVIDE -> (a, b) -> a / b;
      case REMAINDER -> (a, b) -> a % b;
      case MINIMUM -> Math::min;
      case MAXIMUM -> Math::max;
      case ADD_EXACT, SUBTRACT_EXACT, MULTIPLY_EXACT, INTEGER_POWER_EXACT, SHIFT_LEFT_EXACT ->
          throw new IllegalArgumentException(binary + " of floats");
      case MULTIPLY_EXCESS -> throw new IllegalArgumentException(binary + " of floats");
      case FLOOR_DIVIDE, FLOOR_MODULO, INTEGER_POWER, SHIFT_LEFT, SHIFT_RIGHT, AND, OR, XOR ->
          throw new IllegalArgumentException(binary + " of floats");
    };
  }

  private static ScalarFormula integer(Operation.Binary binary) {
    DataType type = binary.type();
    int bits = type.byteWidth() * Byte.SIZE;
    return switch (binary.operation()) {
      case ADD, ADD_EXACT -> integer(type, (a, b) -> a + b);
      case SUBTRACT, SUBTRACT_EXACT -> integer(type, (a, b) -> a - b);
      case MULTIPLY, MULTIPLY_EXACT -> integer(type, (a, b) -> a * b);
      case MULTIPLY_EXCESS ->
          integer(type, (a, b) -> Math.multiplyHigh(a, b) - ((a * b) >> (Long.SIZE - 1)));
      case FLOOR_DIVIDE -> integer(type, (a, b) -> b == 0 ? 0 : Math.floorDiv(a, b));
      case FLOOR_MODULO -> integer(type, (a, b) -> b == 0 ? 0 : Math.floorMod(a, b));
      case SHIFT_LEFT, SHIFT_LEFT_EXACT -> integer(type, (a, b) -> b < 0 || b >= bits ? 0 : a << b);
      case SHIFT_RIGHT -> integer(type, (a, b) -> b < 0 ? 0 : a >> Math.min(b, bits - 1));
      case AND -> integer(type, (a, b) -> a & b);
      case OR -> integer(type, (a, b) -> a | b);
      case XOR -> integer(type, (a, b) -> a ^ b);
      case MINIMUM -> integer(type, Math::min);
      case MAXIMUM -> integer(type, Math::max);
      case INTEGER_POWER, INTEGER_POWER_EXACT -> defined(binary);
      case DIVIDE, REMAINDER -> throw new IllegalArgumentException(binary + " of integers");
    };
  }

  private static ScalarFormula ofDoubles(Comparison comparison, DataType type) {
    return switch (comparison) {
      case LESS -> (a, b, _) -> bool(Bits.toDouble(type, a) < Bits.toDouble(type, b));
      case LESS_EQUAL -> (a, b, _) -> bool(Bits.toDouble(type, a) <= Bits.toDouble(type, b));
      case GREATER -> (a, b, _) -> bool(Bits.toDouble(type, a) > Bits.toDouble(type, b));
      case GREATER_EQUAL -> (a, b, _) -> bool(Bits.toDouble(type, a) >= Bits.toDouble(type, b));
      case EQUAL -> (a, b, _) -> bool(Bits.toDouble(type, a) == Bits.toDouble(type, b));
      case NOT_EQUAL -> (a, b, _) -> bool(Bits.toDouble(type, a) != Bits.toDouble(type, b));
    };
  }

  private static ScalarFormula ofLongs(Comparison comparison) {
    return switch (comparison) {
      case LESS -> (a, b, _) -> bool(a < b);
      case LESS_EQUAL -> (a, b, _) -> bool(a <= b);
      case GREATER -> (a, b, _) -> bool(a > b);
      case GREATER_EQUAL -> (a, b, _) -> bool(a >= b);
      case EQUAL -> (a, b, _) -> bool(a == b);
      case NOT_EQUAL -> (a, b, _) -> bool(a != b);
    };
  }

  private static ScalarFormula conversion(Operation.Convert convert) {
    DataType from = convert.from();
    DataType to = convert.type();
    if (from.isFloating()) {
      return switch (to) {
        case BOOL -> (a, _, _) -> bool(Bits.toDouble(from, a) != 0);
        case INT32 -> (a, _, _) -> (int) Bits.toDouble(from, a);
        case INT64 -> (a, _, _) -> (long) Bits.toDouble(from, a);
        case FLOAT32, FLOAT64 -> (a, _, _) -> Bits.ofDouble(to, Bits.toDouble(from, a));
      };
    }
    return switch (to) {
      case BOOL -> (a, _, _) -> bool(a != 0);
      case INT32 -> (a, _, _) -> (int) a;
      case INT64 -> (a, _, _) -> a;
      case FLOAT32 -> (a, _, _) -> Integer.toUnsignedLong(Float.floatToRawIntBits((float) a));
      case FLOAT64 -> (a, _, _) -> Double.doubleToRawLongBits((double) a);
    };
  }

  private static ScalarFormula floating(DataType type, DoubleUnaryOperator operator) {
    return (a, _, _) -> Bits.ofDouble(type, operator.applyAsDouble(Bits.toDouble(type, a)));
  }

  private static ScalarFormula floating(DataType type, DoubleBinaryOperator operator) {
    return (a, b, _) ->
        Bits.ofDouble(type, operator.applyAsDouble(Bits.toDouble(type, a), Bits.toDouble(type, b)));
  }

  private static ScalarFormula integer(DataType type, LongUnaryOperator operator) {
    return type == DataType.INT32
        ? (a, _, _) -> (int) operator.applyAsLong(a)
        : (a, _, _) -> operator.applyAsLong(a);
  }

  private static ScalarFormula integer(DataType type, LongBinaryOperator operator) {
    return type == DataType.INT32
        ? (a, b, _) -> (int) operator.applyAsLong(a, b)
        : (a, b, _) -> operator.applyAsLong(a, b);
  }

  private static long bool(boolean value) {
    return value ? 1 : 0;
  }
}

package io.parallax.program;

import io.parallax.type.DataType;
import java.util.List;

/// The operand types for which an [Operation] is defined.
final class OperandTypes {
  private OperandTypes() {}

  /// @param given the types of the operation's operands
  static boolean accepts(Operation operation, List<DataType> given) {
    DataType type = operation.type();
    return switch (operation) {
      case Operation.Load _, Operation.Constant _, Operation.Position _ -> given.isEmpty();
      case Operation.Unary unary -> given.equals(List.of(type)) && accepts(unary.operation(), type);
      case Operation.Binary binary ->
          given.equals(List.of(type, type)) && accepts(binary.operation(), type);
      case Operation.Compare compare ->
          given.equals(List.of(compare.operandType(), compare.operandType()));
      case Operation.Select _ -> given.equals(List.of(DataType.BOOL, type, type));
      case Operation.Convert convert -> given.equals(List.of(convert.from()));
      case Operation.Reinterpret reinterpret ->
          given.equals(List.of(reinterpret.from())) && isPair(reinterpret.from(), type);
      case Operation.FusedMultiplyAdd _ ->
          given.equals(List.of(type, type, type)) && type.isFloating();
      case Operation.Lookup lookup -> given.equals(List.of(lookup.table().indexType()));
    };
  }

  private static boolean accepts(UnaryOperation operation, DataType type) {
    return switch (operation) {
      case NEGATE, ABSOLUTE -> type.isNumeric();
      case NOT -> !type.isFloating();
      case SQUARE_ROOT, FLOOR, CEIL, ROUND_EVEN, TRUNCATE -> type.isFloating();
    };
  }

  private static boolean accepts(BinaryOperation operation, DataType type) {
    return switch (operation) {
      case ADD, SUBTRACT, MULTIPLY, MINIMUM, MAXIMUM -> type.isNumeric();
      case DIVIDE, REMAINDER -> type.isFloating();
      case ADD_EXACT, SUBTRACT_EXACT, MULTIPLY_EXACT, INTEGER_POWER_EXACT, SHIFT_LEFT_EXACT ->
          type.isInteger();
      case MULTIPLY_EXCESS -> type == DataType.INT64;
      case FLOOR_DIVIDE, FLOOR_MODULO, INTEGER_POWER, SHIFT_LEFT, SHIFT_RIGHT -> type.isInteger();
      case AND, OR, XOR -> !type.isFloating();
    };
  }

  private static boolean isPair(DataType from, DataType to) {
    return from.byteWidth() == to.byteWidth() && from.isFloating() != to.isFloating();
  }
}

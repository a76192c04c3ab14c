package io.parallax.kernel.block.loop;

import io.parallax.program.Operation;
import io.parallax.type.DataType;

/// The properties that distinguish one [BlockLoop] from another.
///
/// @param operation with its operands numbered 0, 1, 2 in order, and without origin
/// @param uniform bit mask of the operands that the loop reads once a block, because they are the
///   same at every position; bit k is operand k
public record LoopKey(Operation operation, int uniform) {
  public static final int FIRST = 1;
  public static final int SECOND = 2;
  public static final int THIRD = 4;

  /// The key for an operation, whatever its operands; no operand is uniform.
  public static LoopKey of(Operation operation) {
    return new LoopKey(canonical(operation), 0);
  }

  public LoopKey withUniform(int operands) {
    return new LoopKey(operation, operands);
  }

  private static Operation canonical(Operation operation) {
    return switch (operation) {
      case Operation.Unary unary -> new Operation.Unary(unary.operation(), 0, unary.type());
      case Operation.Binary binary ->
          new Operation.Binary(binary.operation(), 0, 1, binary.type(), Operation.NO_ORIGIN);
      case Operation.Compare compare ->
          new Operation.Compare(compare.comparison(), 0, 1, compare.operandType());
      case Operation.Select select -> new Operation.Select(0, 1, 2, bitsOf(select.type()));
      case Operation.Convert convert -> new Operation.Convert(0, convert.from(), convert.type());
      case Operation.FusedMultiplyAdd fused ->
          new Operation.FusedMultiplyAdd(0, 1, 2, fused.type());
      case Operation.Lookup lookup -> new Operation.Lookup(lookup.table(), 0);
      case Operation.Load _, Operation.Constant _, Operation.Position _, Operation.Reinterpret _ ->
          throw new IllegalArgumentException(operation + " needs no loop");
    };
  }

  /// The type that represents all types of the same width, for an operation that only moves bits.
  private static DataType bitsOf(DataType type) {
    return switch (type) {
      case BOOL -> DataType.BOOL;
      case INT32, FLOAT32 -> DataType.INT32;
      case INT64, FLOAT64 -> DataType.INT64;
    };
  }
}

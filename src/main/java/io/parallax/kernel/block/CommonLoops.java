package io.parallax.kernel.block;

import io.parallax.kernel.block.loop.LoopKey;
import io.parallax.program.BinaryOperation;
import io.parallax.program.Comparison;
import io.parallax.program.Operation;
import io.parallax.program.Reduction;
import io.parallax.program.Table;
import io.parallax.program.UnaryOperation;
import io.parallax.type.DataType;
import java.util.ArrayList;
import java.util.List;

/// The loops that are worth compiling before the first request. The functions of mathematics and
/// integer powers are left out, because they cost so much themselves that the cost of a slow loop
/// does not show.
final class CommonLoops {
  private static final int NONE = 0;
  private static final int SMALL = 2;
  private static final int LARGE = 64;

  private CommonLoops() {}

  /// Operations of two and more operands, each with the sets of operands that may be uniform.
  static List<LoopKey> arithmetic(DataType type) {
    List<LoopKey> keys = new ArrayList<>();
    addArithmetic(type, keys);
    addComparisons(type, keys);
    if (type.isFloating()) {
      addFused(type, keys);
    } else if (type.isInteger()) {
      keys.add(LoopKey.of(new Operation.Lookup(table(type, SMALL), 0)));
      keys.add(LoopKey.of(new Operation.Lookup(table(type, LARGE), 0)));
    }
    return keys;
  }

  /// Operations of one operand.
  static List<LoopKey> unary(DataType type) {
    List<LoopKey> keys = new ArrayList<>();
    for (DataType target : DataType.values()) {
      if (target != type && target != DataType.BOOL) {
        keys.add(LoopKey.of(new Operation.Convert(0, type, target)));
      }
    }
    for (UnaryOperation operation : UnaryOperation.values()) {
      if (isDefined(operation, type)) {
        keys.add(LoopKey.of(new Operation.Unary(operation, 0, type)));
      }
    }
    return keys;
  }

  static List<LoopProvider.ReduceKey> reductions() {
    List<LoopProvider.ReduceKey> keys = new ArrayList<>();
    for (DataType type : List.of(DataType.FLOAT64, DataType.INT64)) {
      for (Reduction reduction :
          List.of(Reduction.SUM, Reduction.MINIMUM, Reduction.MAXIMUM, Reduction.PRODUCT)) {
        keys.add(new LoopProvider.ReduceKey(reduction, type, false));
        keys.add(new LoopProvider.ReduceKey(reduction, type, true));
      }
    }
    keys.add(new LoopProvider.ReduceKey(Reduction.CHECKED_SUM, DataType.INT64, false));
    keys.add(new LoopProvider.ReduceKey(Reduction.CHECKED_SUM, DataType.INT64, true));
    keys.add(new LoopProvider.ReduceKey(Reduction.ANY, DataType.BOOL, false));
    return keys;
  }

  private static void addArithmetic(DataType type, List<LoopKey> keys) {
    for (BinaryOperation operation : BinaryOperation.values()) {
      if (isCommon(operation, type)) {
        LoopKey key = LoopKey.of(new Operation.Binary(operation, 0, 1, type, Operation.NO_ORIGIN));
        keys.add(key);
        keys.add(key.withUniform(LoopKey.SECOND));
        if (!operation.isCommutative()) {
          keys.add(key.withUniform(LoopKey.FIRST));
        }
      }
    }
  }

  private static void addFused(DataType type, List<LoopKey> keys) {
    LoopKey fused = LoopKey.of(new Operation.FusedMultiplyAdd(0, 1, 2, type));
    for (int uniform :
        List.of(NONE, LoopKey.SECOND, LoopKey.THIRD, LoopKey.SECOND | LoopKey.THIRD)) {
      keys.add(fused.withUniform(uniform));
    }
  }

  /// A table of this size. One loop serves all tables of an element width, and another loop serves
  /// the small tables of this width (see [SmallTable]).
  private static Table table(DataType type, int size) {
    return type == DataType.INT64
        ? Table.of("warm", new long[size])
        : Table.of("warm", new int[size]);
  }

  private static boolean isCommon(BinaryOperation operation, DataType type) {
    return switch (operation) {
      case ADD, SUBTRACT, MULTIPLY, MINIMUM, MAXIMUM -> type.isNumeric();
      case DIVIDE, REMAINDER -> type.isFloating();
      case FLOOR_DIVIDE, FLOOR_MODULO, SHIFT_LEFT, SHIFT_RIGHT -> type.isInteger();
      case AND, OR, XOR -> !type.isFloating();
      case ADD_EXACT, SUBTRACT_EXACT, MULTIPLY_EXACT, SHIFT_LEFT_EXACT -> type.isInteger();
      case MULTIPLY_EXCESS -> type == DataType.INT64;
      case INTEGER_POWER, INTEGER_POWER_EXACT -> false;
    };
  }

  private static void addComparisons(DataType type, List<LoopKey> keys) {
    for (Comparison comparison : Comparison.values()) {
      LoopKey key = LoopKey.of(new Operation.Compare(comparison, 0, 1, type));
      keys.add(key.withUniform(LoopKey.SECOND));
      if (comparison != Comparison.GREATER && comparison != Comparison.GREATER_EQUAL) {
        keys.add(key); // BoundOperation turns the others
      }
    }
    LoopKey select = LoopKey.of(new Operation.Select(0, 1, 2, type));
    for (int uniform :
        List.of(NONE, LoopKey.SECOND, LoopKey.THIRD, LoopKey.SECOND | LoopKey.THIRD)) {
      keys.add(select.withUniform(uniform));
    }
  }

  private static boolean isDefined(UnaryOperation operation, DataType type) {
    return switch (operation) {
      case NEGATE, ABSOLUTE -> type.isNumeric();
      case NOT -> !type.isFloating();
      case SQUARE_ROOT, FLOOR, CEIL, ROUND_EVEN, TRUNCATE -> type.isFloating();
    };
  }
}

package io.parallax.strategy;

import io.parallax.program.Operation;
import io.parallax.program.Sink;
import io.parallax.program.UnaryOperation;

/// The cost of a primitive operation and of a sink for one element on one thread, in nanoseconds.
/// Measured with the vector engine and AVX-512 on arrays of 1e6 elements.
///
/// The engine runs an operation over a block in the L1 cache. For cheap arithmetic of any kind,
/// reading two blocks and writing one takes most of the time, in proportion to the elements' width.
/// Slots are read and written in place: they cost nothing here, and [CostModel] counts their memory
/// traffic.
final class OperationCost {
  /// The cost per element of 8 bytes: `a+b+a*b-a*a+b*b*a`, 7 operations, took 0.7 ns longer than
  /// its traffic.
  private static final double CHEAP = 0.1;

  /// The arithmetic of [#DIVISION] is not hidden behind its loads and stores.
  private static final double DIVISION = 0.3;

  /// How many times as long as a wrapping operation an operation takes that looks for overflow.
  private static final double CHECKED = 1.3;

  private static final double CHECKED_PRODUCT = 2;
  private static final double INTEGER_DIVISION = 2;
  private static final double INTEGER_POWER = 20;
  private static final double REMAINDER = 20;

  private static final double REDUCE = 0.2;
  private static final double COMPACT = 0.5;

  private OperationCost() {}

  static double of(Operation operation) {
    return switch (operation) {
      case Operation.Constant _, Operation.Load _ -> 0;
      case Operation.Position _,
          Operation.Compare _,
          Operation.Select _,
          Operation.Convert _,
          Operation.Reinterpret _,
          Operation.FusedMultiplyAdd _,
          Operation.Lookup _ ->
          cheap(operation);
      case Operation.Unary unary ->
          unary.operation() == UnaryOperation.SQUARE_ROOT ? DIVISION : cheap(operation);
      case Operation.Binary binary ->
          switch (binary.operation()) {
            case DIVIDE -> DIVISION;
            case FLOOR_DIVIDE, FLOOR_MODULO -> INTEGER_DIVISION;
            case INTEGER_POWER, INTEGER_POWER_EXACT -> INTEGER_POWER;
            case REMAINDER -> REMAINDER;
            case ADD_EXACT, SUBTRACT_EXACT, SHIFT_LEFT_EXACT -> CHECKED * cheap(operation);
            case MULTIPLY_EXACT, MULTIPLY_EXCESS -> CHECKED_PRODUCT * cheap(operation);
            case ADD, SUBTRACT, MULTIPLY, MINIMUM, MAXIMUM -> cheap(operation);
            case SHIFT_LEFT, SHIFT_RIGHT, AND, OR, XOR -> cheap(operation);
          };
    };
  }

  static double of(Sink sink) {
    return switch (sink) {
      case Sink.Store _ -> 0;
      case Sink.Reduce _ -> REDUCE;
      case Sink.Compact compact -> COMPACT * Math.max(1, compact.columns().size());
    };
  }

  private static double cheap(Operation operation) {
    return CHEAP * operation.type().byteWidth() / Long.BYTES;
  }
}

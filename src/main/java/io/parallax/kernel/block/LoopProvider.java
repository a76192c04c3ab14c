package io.parallax.kernel.block;

import io.parallax.kernel.block.loop.BlockLoop;
import io.parallax.kernel.block.loop.CompactLoop;
import io.parallax.kernel.block.loop.LoopKey;
import io.parallax.kernel.block.loop.PolynomialLoop;
import io.parallax.kernel.block.loop.ReduceLoop;
import io.parallax.kernel.block.superoperator.Superoperator;
import io.parallax.kernel.block.superoperator.SuperoperatorLoop;
import io.parallax.program.Operation;
import io.parallax.program.Reduction;
import io.parallax.type.DataType;
import java.util.Optional;
import java.util.function.Function;

/// Makes the loops of an engine; what they compute is the same for all providers.
interface LoopProvider {
  /// The engine's name.
  String name();

  /// Which of the operands that are uniform the loop to take reads once a block: for operations
  /// that often meet such operands there are loops of their own.
  ///
  /// @param operation canonical (see [LoopKey])
  /// @param uniform the uniform ones, not all
  /// @return a subset
  int variant(Operation operation, int uniform);

  /// Whether operands that are uniform as the key says have this very loop.
  default boolean isOwn(LoopKey key) {
    return variant(key.operation(), key.uniform()) == key.uniform();
  }

  /// Of which of the operands the loop reads no more than the first vector: of those the key has,
  /// but where another loop may compute the block again.
  default int readOnce(LoopKey key) {
    boolean recomputes =
        key.operation() instanceof Operation.Binary binary
            && switch (binary.operation()) {
              case FLOOR_DIVIDE, FLOOR_MODULO, REMAINDER, SHIFT_LEFT, SHIFT_RIGHT -> true;
              case ADD, SUBTRACT, MULTIPLY, DIVIDE, MINIMUM, MAXIMUM -> false;
              case AND, OR, XOR, INTEGER_POWER -> false;
            };
    return recomputes ? 0 : key.uniform();
  }

  /// A new loop. Takes a millisecond: callers keep it.
  BlockLoop loop(LoopKey key);

  /// A new loop for polynomials of that float type.
  PolynomialLoop polynomial(DataType type);

  /// What makes new loops of superoperators, each in some milliseconds; empty where there are none.
  default Optional<Function<Superoperator, SuperoperatorLoop>> superoperators() {
    return Optional.empty();
  }

  /// A new loop over a row, empty where [Reductions] go element by element.
  Optional<ReduceLoop> reduce(ReduceKey key);

  /// A new loop that compacts elements of that width in bytes.
  CompactLoop compact(int width);

  /// What tells one [ReduceLoop] from another.
  ///
  /// @param type of the values
  record ReduceKey(Reduction reduction, DataType type, boolean masked) {}
}

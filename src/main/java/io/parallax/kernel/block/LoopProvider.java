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

/// Makes the loops of an engine. The loops of all providers compute the same bits.
interface LoopProvider {
  /// The engine's name.
  String name();

  /// Bit mask of the operands that the chosen loop reads once a block instead of once an element.
  /// An operation that often has uniform operands has a loop of its own for them.
  ///
  /// @param operation canonical (see [LoopKey])
  /// @param uniform bit mask of the uniform operands; at least one operand is not uniform
  /// @return a subset of `uniform`
  int variant(Operation operation, int uniform);

  /// Whether [#variant] chooses exactly this loop for the key's uniform operands.
  default boolean isOwn(LoopKey key) {
    return variant(key.operation(), key.uniform()) == key.uniform();
  }

  /// Bit mask of the operands of which the loop reads the first vector only, once a block: the
  /// key's uniform operands; 0 where another loop may compute the block again, because the other
  /// loop reads every element.
  default int readOnce(LoopKey key) {
    boolean recomputes =
        key.operation() instanceof Operation.Binary binary
            && switch (binary.operation()) {
              case FLOOR_DIVIDE, FLOOR_MODULO, REMAINDER, SHIFT_LEFT, SHIFT_RIGHT -> true;
              case ADD_EXACT, SUBTRACT_EXACT, MULTIPLY_EXACT, SHIFT_LEFT_EXACT -> true;
              case MULTIPLY_EXCESS -> true;
              case ADD, SUBTRACT, MULTIPLY, DIVIDE, MINIMUM, MAXIMUM -> false;
              case AND, OR, XOR, INTEGER_POWER, INTEGER_POWER_EXACT -> false;
            };
    return recomputes ? 0 : key.uniform();
  }

  /// Makes a new loop. A call takes a millisecond, so callers keep the loop.
  BlockLoop loop(LoopKey key);

  /// Makes a new loop for polynomials of a float type.
  PolynomialLoop polynomial(DataType type);

  /// The function that makes new loops of superoperators, each in some milliseconds; empty where
  /// the provider has no superoperators.
  default Optional<Function<Superoperator, SuperoperatorLoop>> superoperators() {
    return Optional.empty();
  }

  /// Makes a new loop over a row; empty where the reduction is computed element by element.
  Optional<ReduceLoop> reduce(ReduceKey key);

  /// Makes a new loop that compacts elements of a width in bytes.
  CompactLoop compact(int width);

  /// The properties that distinguish one [ReduceLoop] from another.
  ///
  /// @param type of the values
  record ReduceKey(Reduction reduction, DataType type, boolean masked) {}
}

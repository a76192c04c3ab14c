package io.parallax.kernel.block;

import io.parallax.kernel.block.superoperator.Superoperator;
import java.util.Optional;

/// Chooses which operations of a loop are computed as a [Superoperator].
interface Fusion extends AutoCloseable {
  /// Fuses nothing: every operation is a step of its own.
  Fusion NONE =
      new Fusion() {
        @Override
        public Optional<OperationGroups.Group> choose(OperationGroups groups, int start, int end) {
          return Optional.empty();
        }

        @Override
        public WantedLoop loop(Superoperator superoperator) {
          throw new IllegalArgumentException("nothing is fused");
        }
      };

  /// The group of operations to fuse that starts at operation `start`; empty where there is none.
  ///
  /// @param end index after the last operation that may belong to the group
  Optional<OperationGroups.Group> choose(OperationGroups groups, int start, int end);

  /// Whether the choice for a loop is final: a later call would choose the same groups.
  default boolean isSettled() {
    return true;
  }

  /// The loop of a chosen group.
  WantedLoop loop(Superoperator superoperator);

  /// The number of superoperator loops in use.
  default long warmLoops() {
    return 0;
  }

  @Override
  default void close() {}
}

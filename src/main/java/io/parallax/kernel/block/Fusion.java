package io.parallax.kernel.block;

import io.parallax.kernel.block.superoperator.Superoperator;
import java.util.Optional;

/// Which operations of a loop are computed as a [Superoperator].
interface Fusion extends AutoCloseable {
  /// Every operation is a step by itself.
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

  /// The operations to fuse from one on, if any.
  ///
  /// @param end behind the last that may be among them
  Optional<OperationGroups.Group> choose(OperationGroups groups, int start, int end);

  /// Whether what is chosen for a loop now is what will be chosen later.
  default boolean isSettled() {
    return true;
  }

  /// The loop of a group that was chosen.
  WantedLoop loop(Superoperator superoperator);

  /// How many loops are in use.
  default long warmLoops() {
    return 0;
  }

  @Override
  default void close() {}
}

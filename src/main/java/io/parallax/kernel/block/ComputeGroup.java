package io.parallax.kernel.block;

import io.parallax.kernel.block.loop.Block;
import java.util.List;
import java.util.Objects;

/// Runs the loop of a superoperator over values of the block. The loop must be ready.
final class ComputeGroup implements BlockStep {
  private final WantedLoop wanted;
  private final int[] values;

  /// @param values as in [SuperoperatorLoop#run]
  ComputeGroup(WantedLoop wanted, List<Integer> values) {
    this.wanted = wanted;
    this.values = values.stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public void run(Block block) {
    Objects.requireNonNull(wanted.loop()).run(block, values);
  }
}

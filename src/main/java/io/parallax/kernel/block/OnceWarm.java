package io.parallax.kernel.block;

import io.parallax.kernel.block.loop.Block;
import java.util.List;

/// Runs the loop of a superoperator once the loop is ready, and the operations one by one until
/// then.
///
/// @param group the step that runs the loop
/// @param singles the steps that compute the same values one by one
record OnceWarm(WantedLoop wanted, BlockStep group, List<BlockStep> singles) implements BlockStep {
  OnceWarm {
    singles = List.copyOf(singles);
  }

  @Override
  public void run(Block block) {
    if (wanted.loop() != null) {
      group.run(block);
      return;
    }
    wanted.want();
    for (BlockStep single : singles) {
      single.run(block);
    }
  }
}

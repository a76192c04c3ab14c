package io.parallax.kernel.block;

import io.parallax.kernel.block.loop.Block;
import java.util.List;

/// Runs steps only for blocks in which a condition is true for an element. The values of these
/// steps are needed only for elements for which the condition is true.
///
/// @param condition the value, a bool, that says for which elements the steps are needed
record Rarely(int condition, List<BlockStep> steps) implements BlockStep {
  Rarely {
    steps = List.copyOf(steps);
  }

  @Override
  public void run(Block block) {
    if (block.holdsAnywhere(condition)) {
      for (BlockStep step : steps) {
        step.run(block);
      }
    }
  }
}

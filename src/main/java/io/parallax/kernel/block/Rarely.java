package io.parallax.kernel.block;

import io.parallax.kernel.block.loop.Block;
import java.util.List;

/// Steps that only elements need for which a condition holds: left out for a block without any.
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

package io.parallax.kernel.block;

import io.parallax.kernel.block.loop.Block;
import java.util.List;

/// Takes the loop of a superoperator once it is warm, and its operations one by one until then.
///
/// @param group runs the loop
/// @param singles compute the same
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

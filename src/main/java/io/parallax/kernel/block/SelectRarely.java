package io.parallax.kernel.block;

import io.parallax.kernel.block.loop.Block;
import io.parallax.kernel.block.loop.Memory;
import java.lang.foreign.MemorySegment;

/// A select of values by a condition that hardly ever holds: for a block in which it does not, the
/// usual value as it is.
///
/// @param select the step that looks at every element
/// @param place where the result stands, seen from the usual value
/// @param width bytes of an element
record SelectRarely(BlockStep select, int condition, int target, int usual, Place place, int width)
    implements BlockStep {
  /// Where a result stands.
  enum Place {
    THE_SAME,
    ANOTHER
  }

  @Override
  public void run(Block block) {
    if (block.holdsAnywhere(condition)) {
      select.run(block);
    } else if (place == Place.ANOTHER) {
      MemorySegment.copy(
          Memory.ALL,
          block.address(usual),
          Memory.ALL,
          block.address(target),
          (long) block.count() * width);
    }
  }
}

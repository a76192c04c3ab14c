package io.parallax.kernel.block;

import io.parallax.kernel.block.loop.Block;
import io.parallax.kernel.block.loop.Memory;
import java.lang.foreign.MemorySegment;

/// Selects values by a condition that is rarely true. In a block where the condition is true for no
/// element, the result is the usual value unchanged.
///
/// @param select the step that selects element by element
/// @param usual the value where the condition is false
/// @param place whether the result is stored where the usual value is stored
/// @param width bytes of an element
record SelectRarely(BlockStep select, int condition, int target, int usual, Place place, int width)
    implements BlockStep {
  /// The place of the result relative to the usual value.
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

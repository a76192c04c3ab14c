package io.parallax.kernel.block;

import io.parallax.kernel.block.loop.BufferPlan;
import java.util.List;

/// A loop made ready to run over blocks.
///
/// @param uniforms the values to compute once a morsel, in order
/// @param steps what is done for every block, in order
/// @param sinks by their index in the loop; those that steps take care of are left out
record LoopPlan(
    List<Repeated> uniforms, List<BlockStep> steps, List<PlannedSink> sinks, BufferPlan buffers) {
  LoopPlan {
    uniforms = List.copyOf(uniforms);
    steps = List.copyOf(steps);
    sinks = List.copyOf(sinks);
  }

  /// A value that is the same everywhere.
  ///
  /// @param throughout whether it is read at every element of a block, else its first vector only
  record Repeated(Uniform value, boolean throughout) {}

  long scratchBytes() {
    long bytes = buffers.byteSize();
    for (PlannedSink sink : sinks) {
      bytes += sink.scratchBytes();
    }
    return bytes;
  }
}

package io.parallax.kernel.block;

import io.parallax.kernel.block.loop.BufferPlan;
import java.util.List;

/// A loop that is prepared to run over blocks.
///
/// @param uniforms the values that are computed once a morsel, in order
/// @param steps the steps that are run for every block, in order
/// @param sinks in the order of the loop's sinks, without the sinks whose work the steps do
/// @param readsPast whether a loop may read past the elements of a block, so that a block must fill
///   grains or have its values in buffers
record LoopPlan(
    List<Repeated> uniforms,
    List<BlockStep> steps,
    List<PlannedSink> sinks,
    BufferPlan buffers,
    boolean readsPast) {
  LoopPlan {
    uniforms = List.copyOf(uniforms);
    steps = List.copyOf(steps);
    sinks = List.copyOf(sinks);
  }

  /// A value that is the same at every position.
  ///
  /// @param throughout whether every element of the buffer is read; otherwise the first vector only
  record Repeated(Uniform value, boolean throughout) {}

  long scratchBytes() {
    long bytes = buffers.byteSize();
    for (PlannedSink sink : sinks) {
      bytes += sink.scratchBytes();
    }
    return bytes;
  }
}

package io.parallax.kernel.vector;

import java.util.List;

/// A loop made ready to run over blocks.
///
/// @param uniforms the values to compute once a morsel, in order
/// @param steps what is done for every block, in order
/// @param sinks by their index in the loop; those that steps take care of are left out
record Plan(
    List<Uniform> uniforms, List<BlockStep> steps, List<PlannedSink> sinks, BufferPlan buffers) {
  Plan {
    uniforms = List.copyOf(uniforms);
    steps = List.copyOf(steps);
    sinks = List.copyOf(sinks);
  }

  long scratchBytes() {
    long bytes = bufferBytes();
    for (PlannedSink sink : sinks) {
      bytes += sink.scratchBytes();
    }
    return bytes;
  }

  long bufferBytes() {
    return (long) buffers.count() * Block.BUFFER_BYTES;
  }
}

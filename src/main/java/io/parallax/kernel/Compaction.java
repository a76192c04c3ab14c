package io.parallax.kernel;

import io.parallax.program.Morsels;
import io.parallax.program.Program;
import io.parallax.program.Sink;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Closes the gaps between the elements that the morsels of a [Sink.Compact] wrote to its columns.
final class Compaction {
  private final Program program;
  private final Morsels morsels;
  private final Frame frame;

  Compaction(Program program, Morsels morsels, Frame frame) {
    this.program = program;
    this.morsels = morsels;
    this.frame = frame;
  }

  /// @param counts number of kept elements of each morsel
  void apply(Sink.Compact compact, int[] counts) {
    long total = 0;
    for (int count : counts) {
      total += count;
    }
    frame.slots().get(compact.countSlot()).set(ValueLayout.JAVA_LONG, 0, total);
    for (Sink.Column column : compact.columns()) {
      close(column, counts);
    }
  }

  private void close(Sink.Column column, int[] counts) {
    MemorySegment memory = frame.slots().get(column.slot());
    int width = program.slots().get(column.slot()).type().byteWidth();
    long end = 0;
    for (int morsel = 0; morsel < counts.length; morsel++) {
      long bytes = (long) counts[morsel] * width;
      long from = morsels.get(morsel).from() * width;
      if (from != end && bytes > 0) {
        MemorySegment.copy(memory, from, memory, end, bytes);
      }
      end += bytes;
    }
  }
}

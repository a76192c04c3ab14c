package io.parallax.compute;

import io.parallax.array.Generator;
import io.parallax.array.NDArray;
import io.parallax.executor.thread.TaskRunner;
import io.parallax.limit.Deadline;
import io.parallax.program.Loop;
import java.lang.foreign.MemorySegment;

/// Fills arrays with generated elements, a morsel at a time.
public final class Generation {
  private Generation() {}

  /// Fills an array.
  ///
  /// @param array of the generator's type and shape
  /// @param parallelism the most threads to use
  public static void fill(
      NDArray array, Generator generator, TaskRunner threads, int parallelism, Deadline deadline) {
    MemorySegment target = array.segment();
    long count = array.elementCount();
    threads.forEach(
        Math.ceilDiv(count, (long) Loop.MORSEL),
        parallelism,
        deadline,
        part -> {
          long from = part * Loop.MORSEL;
          generator.fill(target, from, Math.min(from + Loop.MORSEL, count));
        });
  }
}

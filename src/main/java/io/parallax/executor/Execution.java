package io.parallax.executor;

import io.parallax.kernel.Frame;
import io.parallax.limit.Deadline;
import io.parallax.program.Program;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// A program with its memory, ready to run.
///
/// @param memory the memory of every slot of the program, by slot index, as [Frame] describes it;
///   alive until the execution has returned
/// @param parallelism the most threads to use, at least 1
public record Execution(
    Program program, List<MemorySegment> memory, int parallelism, Deadline deadline) {
  public Execution {
    memory = List.copyOf(memory);
    if (memory.size() != program.slots().size()) {
      throw new IllegalArgumentException(
          memory.size() + " segments for " + program.slots().size() + " slots");
    }
    if (parallelism < 1) {
      throw new IllegalArgumentException("parallelism " + parallelism);
    }
  }

  public Frame frame() {
    return new Frame(memory);
  }
}

package io.parallax.executor.worker;

import io.parallax.kernel.llvm.KernelImage;
import java.util.List;

/// What the service says to a worker.
public sealed interface Command {
  /// Recipes a worker knows at a time.
  int PLACES = 64;

  /// Forget what was at that place, and know this recipe there. Has no reply.
  ///
  /// @param place 0 … [#PLACES] − 1
  /// @param digest of the program the recipe gives, which must be the worker's too
  record Learn(int place, Recipe recipe, int digest) implements Command {}

  /// Know the functions that native kernels call. Before the first [Load]; has no reply.
  record Share(KernelImage runtime) implements Command {}

  /// Have a step of the recipe at that place run by this kernel, as long as the recipe is there.
  /// Has no reply.
  record Load(int place, int step, KernelImage kernel) implements Command {}

  /// Take part in a step until its board has nothing left, then reply.
  ///
  /// @param sequence number of the reply
  /// @param place of the recipe
  /// @param step index of the step in the recipe's program
  /// @param engine makes the kernels
  /// @param remainingNanos until the deadline
  /// @param board where the step's board is
  /// @param memory of the program's slots
  record Work(
      long sequence,
      int place,
      int step,
      EngineKind engine,
      long remainingNanos,
      Extent board,
      List<Extent> memory)
      implements Command {
    public Work {
      memory = List.copyOf(memory);
    }
  }

  /// Part of the shared memory.
  record Extent(long offsetBytes, long byteCount) {}

  /// What makes the kernels.
  enum EngineKind {
    /// Interprets a block at a time.
    BLOCKS,
    /// Runs the kernel that was loaded.
    NATIVE
  }
}

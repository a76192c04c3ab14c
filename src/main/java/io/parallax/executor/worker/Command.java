package io.parallax.executor.worker;

import io.parallax.kernel.llvm.KernelImage;
import io.parallax.program.ProgramSource;
import java.util.List;

/// A message from the service to a worker.
public sealed interface Command {
  /// The most sources that a worker knows at a time.
  int PLACES = 64;

  /// Stores a source at a place; the source that was there before is forgotten. Has no reply.
  ///
  /// @param place 0 … [#PLACES] − 1
  /// @param digest the digest of the source's program in the service; the worker's program must
  ///   have the same digest
  record Learn(int place, ProgramSource source, int digest) implements Command {}

  /// Stores the functions that native kernels call. Comes before the first [Load]; has no reply.
  record Share(KernelImage runtime) implements Command {}

  /// Loads the native kernel of one step of the source at a place. The kernel is kept as long as
  /// the source. Has no reply.
  ///
  /// @param images of a loop one, of a routine one for each way in which its items are run
  record Load(int place, int step, List<KernelImage> images) implements Command {
    public Load {
      images = List.copyOf(images);
    }
  }

  /// Take part in a step until its board has no task left, then reply.
  ///
  /// @param sequence number of the reply
  /// @param place place of the source
  /// @param step index of the step in the source's program
  /// @param engine makes the kernels
  /// @param parallelism the number of workers that the items of an invocation are cut for
  /// @param remainingNanos time until the deadline
  /// @param board the memory of the step's board
  /// @param memory the memory of the program's slots
  record Work(
      long sequence,
      int place,
      int step,
      EngineKind engine,
      int parallelism,
      long remainingNanos,
      Extent board,
      List<Extent> memory)
      implements Command {
    public Work {
      memory = List.copyOf(memory);
    }
  }

  /// Memory that service and worker both see.
  sealed interface Extent {
    long byteCount();

    /// A part of the shared memory.
    record Shared(long offsetBytes, long byteCount) implements Extent {}

    /// A part of a file that the service has mapped.
    ///
    /// @param path where the worker opens the file as long as the step runs
    /// @param isWritable whether the step may write to it
    record OfFile(String path, boolean isWritable, long offsetBytes, long byteCount)
        implements Extent {}
  }

  /// The engine that makes the kernels.
  enum EngineKind {
    /// The interpreter, which computes a block at a time.
    BLOCKS,
    /// The machine code of the kernel that was loaded.
    NATIVE
  }
}

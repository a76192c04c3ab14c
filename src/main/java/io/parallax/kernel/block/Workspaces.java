package io.parallax.kernel.block;

import io.parallax.kernel.block.loop.Block;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Scratch memory for kernels. Any thread reuses it for the next morsel.
///
/// At most `kept` workspaces of [#STANDARD_BYTES] are kept while idle; all others are freed after
/// use. A program of n operations needs at most n buffers ([Block#BUFFER_BYTES]): usually a
/// handful, fifty for a function of mathematics. The memory is off-heap, because a vector loop that
/// cannot know whether memory is on or off the heap is slower.
final class Workspaces implements AutoCloseable {
  /// The number of operations and sinks that always fit in a standard workspace.
  static final int STANDARD_BUFFERS = 128;

  static final long STANDARD_BYTES = (long) STANDARD_BUFFERS * Block.BUFFER_BYTES;

  private static final int LINE_BYTES = 64;

  private final BlockingQueue<Workspace> idle;

  /// @param kept the most workspaces that are kept while idle
  Workspaces(int kept) {
    idle = new ArrayBlockingQueue<>(kept);
  }

  /// A workspace that belongs to the caller until the caller gives it back.
  Workspace borrow(long bytes) {
    Workspace workspace = bytes <= STANDARD_BYTES ? idle.poll() : null;
    return workspace != null ? workspace : new Workspace(Math.max(bytes, STANDARD_BYTES));
  }

  void giveBack(Workspace workspace) {
    if (workspace.memory().byteSize() > STANDARD_BYTES || !idle.offer(workspace)) {
      workspace.close();
    }
  }

  /// Frees the idle workspaces. No kernel may be running.
  @Override
  public void close() {
    for (Workspace workspace = idle.poll(); workspace != null; workspace = idle.poll()) {
      workspace.close();
    }
  }

  /// Uninitialised memory, aligned to cache lines.
  static final class Workspace implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final MemorySegment memory;

    private Workspace(long bytes) {
      memory = arena.allocate(bytes, LINE_BYTES);
    }

    MemorySegment memory() {
      return memory;
    }

    @Override
    public void close() {
      arena.close();
    }
  }
}

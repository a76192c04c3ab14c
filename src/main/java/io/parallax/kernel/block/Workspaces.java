package io.parallax.kernel.block;

import io.parallax.kernel.block.loop.Block;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Scratch memory for kernels, reused from morsel to morsel by whichever thread comes next.
///
/// Holds on to at most as many workspaces of [#STANDARD_BYTES] as given; whatever is needed beyond
/// that is freed after use. A program of n operations needs at most n buffers
/// ([Block#BUFFER_BYTES]): usually a handful, fifty for a function of mathematics. Off-heap: a
/// vector loop that cannot know whether memory is on or off the heap is slower.
final class Workspaces implements AutoCloseable {
  /// Operations and sinks that are sure to find room in a standard workspace.
  static final int STANDARD_BUFFERS = 128;

  static final long STANDARD_BYTES = (long) STANDARD_BUFFERS * Block.BUFFER_BYTES;

  private static final int LINE_BYTES = 64;

  private final BlockingQueue<Workspace> idle;

  /// @param kept the most workspaces kept while idle
  Workspaces(int kept) {
    idle = new ArrayBlockingQueue<>(kept);
  }

  /// Memory that belongs to the caller until it gives it back.
  Workspace borrow(long bytes) {
    Workspace workspace = bytes <= STANDARD_BYTES ? idle.poll() : null;
    return workspace != null ? workspace : new Workspace(Math.max(bytes, STANDARD_BYTES));
  }

  void giveBack(Workspace workspace) {
    if (workspace.memory().byteSize() > STANDARD_BYTES || !idle.offer(workspace)) {
      workspace.close();
    }
  }

  /// Frees what is idle. No kernel may be running.
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

package io.parallax.kernel.block;

import io.parallax.kernel.LoopRun;
import io.parallax.kernel.block.loop.Block;
import io.parallax.kernel.block.loop.Memory;
import java.lang.foreign.MemorySegment;

/// Copies a value that could not be computed in its slot.
final class StoreRun implements SinkRun {
  private final PlannedSink.Store store;
  private final MemorySegment slot;

  StoreRun(PlannedSink.Store store, LoopRun run) {
    this.store = store;
    slot = run.slot(store.slot());
  }

  @Override
  public void take(Block block) {
    int value = store.value();
    long at = block.first() * store.width();
    long bytes = (long) block.count() * store.width();
    MemorySegment.copy(Memory.ALL, block.address(value), slot, at, bytes);
  }

  @Override
  public void finish() {}
}

package io.parallax.kernel.llvm;

import io.parallax.kernel.Kernel;
import io.parallax.kernel.LoopRun;
import io.parallax.program.Loop;
import io.parallax.program.Morsel;
import java.lang.foreign.MemorySegment;

/// The native kernel of a loop. It stays valid for any time: when its code was freed, the code is
/// built again.
final class NativeKernel implements Kernel {
  private final LlvmEngine engine;
  private final BoundLoop bound;
  private volatile CachedKernel cached;

  NativeKernel(LlvmEngine engine, BoundLoop bound, CachedKernel cached) {
    this.engine = engine;
    this.bound = bound;
    this.cached = cached;
  }

  Loop loop() {
    return bound.loop();
  }

  Compilation compilation() {
    return cached.state();
  }

  /// Whether the kernel's code is in memory. Also records a use of the code, so that other kernels
  /// are freed before it.
  boolean claim() {
    CachedKernel current = cached;
    current.noteUse();
    return current.isReady();
  }

  @Override
  public void run(LoopRun run, Morsel morsel) {
    if (bound.sumsShortRows()) {
      engine.exact().kernel(loop()).run(run, morsel);
      return;
    }
    CachedKernel pinned = pin();
    MemorySegment block = engine.blocks().take();
    try {
      new KernelCall(bound, run, morsel, block, () -> engine.exact().kernel(loop()))
          .run(engine.codeOf(pinned).address(), engine.runtimeTable());
    } finally {
      engine.blocks().giveBack(block);
      pinned.unpin();
    }
  }

  private CachedKernel pin() {
    CachedKernel current = cached;
    while (!current.pin()) {
      current = engine.request(bound.form());
      cached = current;
    }
    return current;
  }
}

package io.parallax.kernel.llvm;

import io.parallax.kernel.InvocationRun;
import io.parallax.kernel.RoutineKernel;
import io.parallax.kernel.llvm.emit.RoutineForm;
import java.lang.foreign.MemorySegment;

/// The native kernel of a routine. It stays valid for any time: when its code was freed, the code is
/// built again.
final class NativeRoutine implements RoutineKernel {
  private final LlvmEngine engine;
  private final RoutineForm scalar;
  private volatile CachedKernel cached;

  NativeRoutine(LlvmEngine engine, RoutineForm scalar, CachedKernel cached) {
    this.engine = engine;
    this.scalar = scalar;
    this.cached = cached;
  }

  @Override
  public void run(InvocationRun run, long first, long end) {
    CachedKernel pinned = pin();
    MemorySegment block = engine.blocks().take();
    try {
      RoutineCall call = new RoutineCall(scalar.routine(), run, block, engine.runtimeTable());
      new RoutineItems(run, call).run(engine.codeOf(pinned).address(), first, end);
    } finally {
      engine.blocks().giveBack(block);
      pinned.unpin();
    }
  }

  private CachedKernel pin() {
    CachedKernel current = cached;
    while (!current.pin()) {
      current = engine.request(scalar);
      cached = current;
    }
    return current;
  }

  @Override
  public Mode mode() {
    return Mode.SCALAR;
  }
}

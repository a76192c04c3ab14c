package io.parallax.kernel.llvm;

import io.parallax.kernel.InvocationRun;
import io.parallax.kernel.RoutineKernel;
import io.parallax.kernel.llvm.emit.RoutineForm;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// The native kernel of a routine. It stays valid for any time: when its code was freed, the code
/// is built again. Without code for lanes, items are run one after the other.
final class NativeRoutine implements RoutineKernel {
  private final LlvmEngine engine;
  private final RoutineForm scalar;
  private final int laneCount;
  private final LaneChoice choice;
  private final Optional<CachedKernel> lanes;
  private volatile CachedKernel cached;

  /// @param cached the code of `scalar`
  /// @param laneCount the items that lanes run side by side; 1 where there are no lanes
  /// @param lanes the code of the routine in lanes, where there is any
  NativeRoutine(
      LlvmEngine engine,
      RoutineForm scalar,
      CachedKernel cached,
      int laneCount,
      Optional<CachedKernel> lanes,
      LaneChoice choice) {
    this.engine = engine;
    this.scalar = scalar;
    this.cached = cached;
    this.lanes = lanes;
    this.laneCount = laneCount;
    this.choice = choice;
  }

  @Override
  public void run(InvocationRun run, long first, long end) {
    CachedKernel pinned = pin();
    Optional<CachedKernel> pinnedLanes = lanes.filter(CachedKernel::pin);
    MemorySegment block = engine.blocks().take();
    try {
      new RoutineItems(
              run,
              new RoutineCall(scalar.routine(), run, block, engine.runtimeTable()),
              engine.codeOf(pinned).address(),
              pinnedLanes.map(kernel -> engine.codeOf(kernel).address()),
              laneCount,
              choice)
          .run(first, end);
    } finally {
      engine.blocks().giveBack(block);
      pinnedLanes.ifPresent(CachedKernel::unpin);
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
    return lanes() == 1 ? Mode.SCALAR : Mode.LANES;
  }

  @Override
  public int lanes() {
    return choice.lanes();
  }
}

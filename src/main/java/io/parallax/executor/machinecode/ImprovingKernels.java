package io.parallax.executor.machinecode;

import io.parallax.error.ComputeException;
import io.parallax.executor.thread.RoutineKernels;
import io.parallax.kernel.RoutineKernel;
import io.parallax.kernel.llvm.Compilation;
import io.parallax.kernel.llvm.LlvmEngine;
import io.parallax.program.Routine;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The kernels of a routine that begins in code that is there at once, and is compiled when it has
/// run for as long as compiling takes (the rule for renting skis, [NativeDemand]). Thread safe.
///
/// The threads that run the first kernel look after the compilation themselves, every millisecond.
final class ImprovingKernels implements RoutineKernels {
  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /// A task that has run for longer than this in the first kernel is not begun again.
  private static final long MOST_LOST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Routine routine;
  private final RoutineKernel first;
  private final LlvmEngine engine;
  private final long beganNanos = System.nanoTime();
  private final long rentNanos;
  private final AtomicLong nextLookNanos = new AtomicLong(beganNanos);
  private volatile @Nullable RoutineKernel better;
  private volatile boolean replaces;
  private volatile boolean hopeless;

  /// @param first runs the routine at once
  /// @param rentNanos the time after which the routine is compiled
  ImprovingKernels(Routine routine, RoutineKernel first, LlvmEngine engine, long rentNanos) {
    this.routine = routine;
    this.first = first;
    this.engine = engine;
    this.rentNanos = rentNanos;
  }

  @Override
  public RoutineKernel current() {
    look();
    RoutineKernel known = better;
    return known == null ? first : known;
  }

  @Override
  public boolean mayBeReplaced(RoutineKernel kernel) {
    return kernel == first && !hopeless;
  }

  @Override
  public boolean isReplaced(RoutineKernel kernel) {
    look();
    return kernel == first && replaces;
  }

  private void look() {
    long nowNanos = System.nanoTime();
    long next = nextLookNanos.get();
    if (better != null
        || hopeless
        || nowNanos - next < 0
        || nowNanos - beganNanos < rentNanos
        || !nextLookNanos.compareAndSet(next, nowNanos + PERIOD_NANOS)) {
      return;
    }
    switch (engine.prepare(routine)) {
      case Compilation.Absent _, Compilation.Running _ -> {}
      case Compilation.Ready _ -> take();
      case Compilation.Failed _ -> hopeless = true;
    }
  }

  private void take() {
    try {
      better = engine.kernel(routine, Long.MAX_VALUE);
      replaces = System.nanoTime() - beganNanos < MOST_LOST_NANOS;
    } catch (ComputeException _) {
      hopeless = true; // the items go on in the first kernel
    }
  }
}

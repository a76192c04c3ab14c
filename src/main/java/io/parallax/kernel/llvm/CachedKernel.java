package io.parallax.kernel.llvm;

import io.parallax.kernel.llvm.binding.CompilationException;
import io.parallax.kernel.llvm.emit.Form;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A place of the [KernelCache]: the code of one form, from the request for it until it is freed.
/// Thread safe.
///
/// A thread that runs the code keeps it pinned for as long as it runs. Pinned code is not freed;
/// freed code cannot be pinned.
final class CachedKernel {
  private static final int FREED = -1;

  private final Form form;
  private final AtomicInteger pins = new AtomicInteger();
  private volatile boolean usedAgain;
  private final CountDownLatch built = new CountDownLatch(1);
  private volatile Compilation state = new Compilation.Running();
  private volatile @Nullable Code code;

  CachedKernel(Form form) {
    this.form = form;
  }

  Form form() {
    return form;
  }

  Compilation state() {
    return state;
  }

  /// The code once the state is [Compilation.Ready]; null before, and null when the compilation
  /// failed.
  @Nullable Code code() {
    return code;
  }

  void finish(Code newCode) {
    code = newCode;
    state = new Compilation.Ready(newCode.buildNanos());
    built.countDown();
  }

  void fail(CompilationException.Kind kind, String reason) {
    state = new Compilation.Failed(kind, reason);
    built.countDown();
  }

  /// Waits until the code is ready or has failed. The wait takes as long as a compilation and
  /// ignores interrupts.
  void await() {
    await(Long.MAX_VALUE);
  }

  /// Waits until the code is ready or has failed, or the limit is over; ignores interrupts.
  ///
  /// @return whether it is ready or failed
  boolean await(long limitNanos) {
    long startNanos = System.nanoTime();
    boolean interrupted = false;
    boolean done = built.getCount() == 0;
    long leftNanos = limitNanos;
    while (!done && leftNanos > 0) {
      try {
        done = built.await(leftNanos, TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
      leftNanos = limitNanos - (System.nanoTime() - startNanos);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return done;
  }

  /// Whether the code is in memory and not freed.
  boolean isReady() {
    return code != null && pins.get() != FREED;
  }

  /// Keeps the code from being freed until [#unpin].
  ///
  /// @return false if the code is freed already
  boolean pin() {
    int count = pins.get();
    while (count != FREED) {
      if (pins.compareAndSet(count, count + 1)) {
        return true;
      }
      count = pins.get();
    }
    return false;
  }

  void unpin() {
    pins.decrementAndGet();
  }

  /// Records a use of the code by a caller that did not ask the cache.
  void noteUse() {
    if (!usedAgain) { // rarely written, so threads can share its cache line
      usedAgain = true;
    }
  }

  /// Whether a use was recorded since the last call of this method.
  boolean takeUse() {
    boolean used = usedAgain;
    usedAgain = false;
    return used;
  }

  /// Marks the code as freed forever, unless it is being built or pinned.
  ///
  /// @return whether the code was marked
  boolean retire() {
    return built.getCount() == 0 && pins.compareAndSet(0, FREED);
  }
}

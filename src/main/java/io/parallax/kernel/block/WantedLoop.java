package io.parallax.kernel.block;

import io.parallax.kernel.block.superoperator.SuperoperatorLoop;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The loop of a superoperator, which is there once it is wanted often enough and has become fast.
/// Thread safe.
final class WantedLoop {
  /// The blocks after which a loop is worth the compiler's time: some milliseconds of work.
  private static final int ENOUGH = 4_096;

  private final Runnable whenWantedEnough;
  private final AtomicInteger times = new AtomicInteger();
  private volatile @Nullable SuperoperatorLoop loop;

  /// @param whenWantedEnough must not take long
  WantedLoop(Runnable whenWantedEnough) {
    this.whenWantedEnough = whenWantedEnough;
  }

  /// The loop, once it is fast.
  @Nullable SuperoperatorLoop loop() {
    return loop;
  }

  /// Counts a block for which the loop would have been of use.
  void want() {
    if (times.get() < ENOUGH && times.incrementAndGet() == ENOUGH) {
      whenWantedEnough.run();
    }
  }

  void provide(SuperoperatorLoop warmed) {
    loop = warmed;
  }
}

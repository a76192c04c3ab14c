package io.parallax.kernel.block;

import io.parallax.kernel.block.superoperator.SuperoperatorLoop;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The loop of a superoperator. The loop is null until it has been wanted often enough and has
/// become fast. Thread safe.
final class WantedLoop {
  /// Number of blocks, some milliseconds of work, after which a loop is worth the compiler's time.
  private static final int ENOUGH = 4_096;

  private final Runnable whenWantedEnough;
  private final AtomicInteger times = new AtomicInteger();
  private volatile @Nullable SuperoperatorLoop loop;

  /// @param whenWantedEnough called once, by the thread that runs a block; must not take long
  WantedLoop(Runnable whenWantedEnough) {
    this.whenWantedEnough = whenWantedEnough;
  }

  /// The loop once it is fast; null before.
  @Nullable SuperoperatorLoop loop() {
    return loop;
  }

  /// Counts a block for which the loop would have been useful.
  void want() {
    if (times.get() < ENOUGH && times.incrementAndGet() == ENOUGH) {
      whenWantedEnough.run();
    }
  }

  void provide(SuperoperatorLoop warmed) {
    loop = warmed;
  }
}

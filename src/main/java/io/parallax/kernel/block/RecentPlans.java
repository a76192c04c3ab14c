package io.parallax.kernel.block;

import io.parallax.program.Loop;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The kernels of loops that ran lately, found by the loop itself and not by what is in it: to
/// compare loops would take as long as to plan one. Does not keep loops alive. Thread safe.
final class RecentPlans {
  /// The most operations of loops that are kept.
  static final int MAX_OPERATIONS = 65_536;

  /// A power of two. Two loops that share a place take turns, and are planned anew each time.
  private static final int PLACES = 128;

  /// Those of a loop: longer ones take longer to run over a block than to plan.
  private static final int MAX_OF_A_LOOP = MAX_OPERATIONS / PLACES;

  private final AtomicReferenceArray<@Nullable Entry> places = new AtomicReferenceArray<>(PLACES);

  private record Entry(WeakReference<Loop> loop, BlockKernel kernel) {}

  /// The loop's kernel, if it was added lately.
  @Nullable BlockKernel find(Loop loop) {
    Entry entry = places.get(index(loop));
    return entry != null && entry.loop().refersTo(loop) ? entry.kernel() : null;
  }

  void add(Loop loop, BlockKernel kernel) {
    if (loop.operations().size() <= MAX_OF_A_LOOP) {
      places.set(index(loop), new Entry(new WeakReference<>(loop), kernel));
    }
  }

  private static int index(Loop loop) {
    return System.identityHashCode(loop) & (PLACES - 1);
  }
}

package io.parallax.kernel.block;

import io.parallax.program.Loop;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The kernels of recently run loops. A kernel is found by the identity of its loop, not by the
/// loop's contents, because comparing two loops would take as long as planning one. Keeps no loop
/// alive. Thread safe.
final class RecentPlans {
  /// The most operations of all kept loops together.
  static final int MAX_OPERATIONS = 65_536;

  /// Number of places, a power of two. Two loops that share a place replace each other, and are
  /// planned anew each time.
  private static final int PLACES = 128;

  /// The most operations of one kept loop. A longer loop takes longer to run over a block than to
  /// plan.
  private static final int MAX_OF_A_LOOP = MAX_OPERATIONS / PLACES;

  private final AtomicReferenceArray<@Nullable Entry> places = new AtomicReferenceArray<>(PLACES);

  private record Entry(WeakReference<Loop> loop, BlockKernel kernel) {}

  /// The loop's kernel; null if it was not added recently.
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

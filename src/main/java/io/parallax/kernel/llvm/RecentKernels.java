package io.parallax.kernel.llvm;

import io.parallax.program.Loop;
import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// The kernels of loops that ran lately, found by the loop itself and not by what is in it: who
/// runs a program again and again over small arrays does not bind it each time. Keeps nothing
/// alive. Thread safe.
final class RecentKernels {
  /// A power of two. Two loops that share a place take turns, and are bound anew each time.
  private static final int PLACES = 1_024;

  private final AtomicReferenceArray<WeakReference<NativeKernel>> places =
      new AtomicReferenceArray<>(PLACES);

  /// The loop's kernel, if it was added lately and its code is in memory.
  @SuppressWarnings("ReferenceEquality")
  Optional<NativeKernel> find(Loop loop) {
    WeakReference<NativeKernel> place = places.get(index(loop));
    NativeKernel kernel = place == null ? null : place.get();
    return kernel != null && kernel.loop() == loop && kernel.claim()
        ? Optional.of(kernel)
        : Optional.empty();
  }

  void add(NativeKernel kernel) {
    places.set(index(kernel.loop()), new WeakReference<>(kernel));
  }

  private static int index(Loop loop) {
    return System.identityHashCode(loop) & (PLACES - 1);
  }
}

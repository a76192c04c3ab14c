package io.parallax.kernel.llvm;

import io.parallax.program.Loop;
import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// The kernels of loops that ran recently. A kernel is found by the identity of the loop, not by
/// its content, so a caller that runs one program many times over small arrays does not bind it
/// each time. Keeps no loop or kernel alive. Thread safe.
final class RecentKernels {
  /// The number of places, a power of two. Two loops that share a place replace each other, and are
  /// bound anew each time.
  private static final int PLACES = 1_024;

  private final AtomicReferenceArray<WeakReference<NativeKernel>> places =
      new AtomicReferenceArray<>(PLACES);

  /// The kernel of a loop, if it was added recently and its code is in memory.
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

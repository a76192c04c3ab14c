package io.parallax.executor.worker;

import io.parallax.kernel.Engine;
import io.parallax.kernel.Kernel;
import io.parallax.kernel.llvm.DeliveredKernels;
import io.parallax.kernel.llvm.KernelImage;
import io.parallax.kernel.llvm.binding.CompilationException;
import io.parallax.program.Loop;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The native kernels that a worker was sent. The worker compiles no kernel itself.
final class LoadedKernels {
  private final Map<Integer, Map<Integer, DeliveredKernels.Delivered>> kernels = new HashMap<>();
  private final Engine exact;
  private @Nullable DeliveredKernels delivered;

  /// @param exact computes where native kernels cannot compute exactly
  LoadedKernels(Engine exact) {
    this.exact = exact;
  }

  /// @throws IllegalStateException when machine code cannot be run here
  void share(KernelImage runtime) {
    try {
      delivered = new DeliveredKernels(runtime, exact);
    } catch (CompilationException refused) {
      throw new IllegalStateException(refused);
    }
  }

  /// @throws IllegalStateException when machine code cannot be run here, or nothing was shared
  void load(Command.Load load, Loop loop) {
    if (delivered == null) {
      throw new IllegalStateException("a kernel came before what it calls");
    }
    try {
      DeliveredKernels.Delivered old =
          kernels
              .computeIfAbsent(load.place(), _ -> new HashMap<>())
              .put(load.step(), delivered.load(loop, load.kernel()));
      if (old != null) {
        old.close();
      }
    } catch (CompilationException refused) {
      throw new IllegalStateException(refused);
    }
  }

  /// @throws IllegalStateException for a kernel that was not sent
  Kernel find(int place, int step) {
    Kernel kernel = kernels.getOrDefault(place, Map.of()).get(step);
    if (kernel == null) {
      throw new IllegalStateException("there is no kernel for step " + step + " at " + place);
    }
    return kernel;
  }

  /// Frees the kernels of the source that was at the given place.
  void forget(int place) {
    Map<Integer, DeliveredKernels.Delivered> old = kernels.remove(place);
    if (old != null) {
      old.values().forEach(DeliveredKernels.Delivered::close);
    }
  }
}

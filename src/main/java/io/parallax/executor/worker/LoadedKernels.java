package io.parallax.executor.worker;

import io.parallax.kernel.Engine;
import io.parallax.kernel.Kernel;
import io.parallax.kernel.RoutineKernel;
import io.parallax.kernel.llvm.DeliveredKernels;
import io.parallax.kernel.llvm.DeliveredKernels.Delivered;
import io.parallax.kernel.llvm.DeliveredKernels.DeliveredRoutine;
import io.parallax.kernel.llvm.KernelImage;
import io.parallax.kernel.llvm.binding.CompilationException;
import io.parallax.program.Invocation;
import io.parallax.program.Loop;
import io.parallax.program.OrderStatistic;
import io.parallax.program.Step;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The native kernels that a worker was sent. The worker compiles no kernel itself.
final class LoadedKernels {
  private final Map<Integer, Map<Integer, Loaded>> kernels = new HashMap<>();
  private final Engine exact;
  private @Nullable DeliveredKernels delivered;

  /// @param exact computes where native kernels cannot compute exactly
  LoadedKernels(Engine exact) {
    this.exact = exact;
  }

  /// A kernel that was sent.
  private sealed interface Loaded {
    /// Frees the code.
    void close();
  }

  private record OfLoop(Delivered kernel) implements Loaded {
    @Override
    public void close() {
      kernel.close();
    }
  }

  private record OfRoutine(DeliveredRoutine kernel) implements Loaded {
    @Override
    public void close() {
      kernel.close();
    }
  }

  /// @throws IllegalStateException when machine code cannot be run here
  void share(KernelImage runtime) {
    try {
      delivered = new DeliveredKernels(runtime, exact);
    } catch (CompilationException refused) {
      throw new IllegalStateException(refused);
    }
  }

  /// @param step has a kernel
  /// @throws IllegalStateException when machine code cannot be run here, or nothing was shared
  void load(Command.Load load, Step step) {
    if (delivered == null) {
      throw new IllegalStateException("a kernel came before what it calls");
    }
    try {
      Loaded loaded =
          switch (step) {
            case Loop loop -> new OfLoop(delivered.load(loop, load.images().getFirst()));
            case Invocation invocation ->
                new OfRoutine(delivered.load(invocation.routine(), load.images()));
            case OrderStatistic _ -> throw new IllegalStateException("a kernel for " + step);
          };
      Loaded old =
          kernels.computeIfAbsent(load.place(), _ -> new HashMap<>()).put(load.step(), loaded);
      if (old != null) {
        old.close();
      }
    } catch (CompilationException refused) {
      throw new IllegalStateException(refused);
    }
  }

  /// The kernel of a loop.
  ///
  /// @throws IllegalStateException for a kernel that was not sent
  Kernel ofLoop(int place, int step) {
    if (find(place, step) instanceof OfLoop(Delivered kernel)) {
      return kernel;
    }
    throw missing(place, step);
  }

  /// The kernel of a routine.
  ///
  /// @throws IllegalStateException for a kernel that was not sent
  RoutineKernel ofRoutine(int place, int step) {
    if (find(place, step) instanceof OfRoutine(DeliveredRoutine kernel)) {
      return kernel;
    }
    throw missing(place, step);
  }

  private @Nullable Loaded find(int place, int step) {
    return kernels.getOrDefault(place, Map.of()).get(step);
  }

  private static IllegalStateException missing(int place, int step) {
    return new IllegalStateException("there is no kernel for step " + step + " at " + place);
  }

  /// Frees the kernels of the source that was at the given place.
  void forget(int place) {
    Map<Integer, Loaded> old = kernels.remove(place);
    if (old != null) {
      old.values().forEach(Loaded::close);
    }
  }
}

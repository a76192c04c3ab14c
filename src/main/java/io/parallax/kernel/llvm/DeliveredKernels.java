package io.parallax.kernel.llvm;

import io.parallax.kernel.Engine;
import io.parallax.kernel.InvocationRun;
import io.parallax.kernel.Kernel;
import io.parallax.kernel.RoutineKernel;
import io.parallax.kernel.llvm.binding.CompilationException;
import io.parallax.kernel.llvm.emit.LoopEmitter;
import io.parallax.kernel.llvm.emit.LoopForm;
import io.parallax.kernel.llvm.emit.RoutineForm;
import io.parallax.kernel.llvm.emit.routine.RoutineEmitter;
import io.parallax.program.Loop;
import io.parallax.program.Routine;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/// Kernels that were compiled in another process. For one thread. Owns the memory of the functions
/// that all kernels share until it is closed.
public final class DeliveredKernels implements AutoCloseable {
  private final Arena arena = Arena.ofShared();
  private final KernelRuntime runtime;
  private final Engine exact;
  private final ArgumentBlocks blocks = new ArgumentBlocks(arena);

  /// @param exact see [LlvmEngine#open]
  /// @param runtime the functions of the engine that has the kernels compiled
  /// @throws CompilationException when the functions cannot be loaded into memory
  public DeliveredKernels(KernelImage runtime, Engine exact) throws CompilationException {
    this.exact = exact;
    this.runtime = new KernelRuntime(runtime, arena);
  }

  /// A kernel that owns its code; closing it frees the code.
  public interface Delivered extends Kernel, AutoCloseable {
    @Override
    void close();
  }

  /// Loads a loop's kernel into memory.
  ///
  /// @throws CompilationException when the kernel cannot be loaded
  public Delivered load(Loop loop, KernelImage image) throws CompilationException {
    CodeMemory code = CodeMemory.load(image);
    var address = code.find(LoopEmitter.NAME);
    BoundLoop bound = new BoundLoop(loop, LoopForm.of(loop), NativeSettings.STREAMING_BYTES);
    return new Delivered() {
      @Override
      public void run(io.parallax.kernel.LoopRun run, io.parallax.program.Morsel morsel) {
        if (bound.sumsShortRows()) {
          exact.kernel(loop).run(run, morsel);
          return;
        }
        var block = blocks.take();
        try {
          new KernelCall(bound, run, morsel, block, () -> exact.kernel(loop))
              .run(address, runtime.table());
        } finally {
          blocks.giveBack(block);
        }
      }

      @Override
      public void close() {
        code.close();
      }
    };
  }

  /// A kernel of a routine that owns its code; closing it frees the code.
  public interface DeliveredRoutine extends RoutineKernel, AutoCloseable {
    @Override
    void close();
  }

  /// Loads a routine's kernel into memory.
  ///
  /// @param images as [LlvmEngine#images] gives them
  /// @throws CompilationException when the kernel cannot be loaded
  public DeliveredRoutine load(Routine routine, List<KernelImage> images)
      throws CompilationException {
    CodeMemory code = CodeMemory.load(images.getFirst());
    try {
      Optional<CodeMemory> laneCode =
          images.size() > 1 ? Optional.of(CodeMemory.load(images.getLast())) : Optional.empty();
      return delivered(routine, code, laneCode);
    } catch (CompilationException refused) {
      code.close();
      throw refused;
    }
  }

  private DeliveredRoutine delivered(
      Routine routine, CodeMemory code, Optional<CodeMemory> laneCode) throws CompilationException {
    MemorySegment scalar = code.find(RoutineEmitter.NAME);
    Optional<MemorySegment> lanes =
        laneCode.isPresent()
            ? Optional.of(laneCode.get().find(RoutineEmitter.NAME))
            : Optional.empty();
    int laneCount = RoutineForm.of(routine, RoutineForm.Mode.LANES).lanes();
    LaneChoice choice = new LaneChoice(lanes.isPresent() ? laneCount : 1);
    return new DeliveredRoutine() {
      @Override
      public void run(InvocationRun run, long first, long end) {
        var block = blocks.take();
        try {
          RoutineCall call = new RoutineCall(routine, run, block, runtime.table());
          new RoutineItems(run, call, scalar, lanes, laneCount, choice).run(first, end);
        } finally {
          blocks.giveBack(block);
        }
      }

      @Override
      public Mode mode() {
        return lanes() == 1 ? Mode.SCALAR : Mode.LANES;
      }

      @Override
      public int lanes() {
        return choice.lanes();
      }

      @Override
      public void close() {
        laneCode.ifPresent(CodeMemory::close);
        code.close();
      }
    };
  }

  /// Frees the shared functions. All kernels must have been closed.
  @Override
  public void close() {
    runtime.close();
    arena.close();
  }
}

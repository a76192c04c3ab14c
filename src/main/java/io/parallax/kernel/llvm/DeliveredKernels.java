package io.parallax.kernel.llvm;

import io.parallax.kernel.Engine;
import io.parallax.kernel.Kernel;
import io.parallax.kernel.llvm.binding.CompilationException;
import io.parallax.kernel.llvm.emit.LoopEmitter;
import io.parallax.kernel.llvm.emit.LoopForm;
import io.parallax.program.Loop;
import java.lang.foreign.Arena;

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

  /// Frees the shared functions. All kernels must have been closed.
  @Override
  public void close() {
    runtime.close();
    arena.close();
  }
}

package io.parallax.executor.process;

import io.parallax.kernel.llvm.KernelImage;
import io.parallax.program.Loop;

/// Native kernels of a program's loops, for workers. Workers compile no kernels themselves.
public interface KernelImages {
  /// The functions that all kernels call.
  KernelImage runtime();

  /// The kernel of a loop.
  KernelImage kernel(Loop loop);
}

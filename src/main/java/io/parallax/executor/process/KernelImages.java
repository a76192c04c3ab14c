package io.parallax.executor.process;

import io.parallax.kernel.llvm.KernelImage;
import io.parallax.program.Loop;
import io.parallax.program.Routine;
import java.util.List;

/// Native kernels of a program's loops and routines, for workers. Workers compile no kernels
/// themselves.
public interface KernelImages {
  /// The functions that all kernels call.
  KernelImage runtime();

  /// The kernel of a loop.
  KernelImage kernel(Loop loop);

  /// The kernel of a routine: one image for each way in which its items are run.
  List<KernelImage> kernels(Routine routine);
}

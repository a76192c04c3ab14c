package io.parallax.mathematics;

import io.parallax.kernel.Engine;
import io.parallax.kernel.block.BlockEngine;
import io.parallax.kernel.llvm.InThisProcess;
import io.parallax.kernel.llvm.LlvmEngine;
import io.parallax.kernel.llvm.binding.UnavailableException;
import io.parallax.program.Program;

/// The fastest engines of this machine, for campaigns: native kernels where they open and take the
/// program, else the vector engine. All give the same bits.
final class Engines implements AutoCloseable {
  private final BlockEngine blocks = BlockEngine.create();
  private final Engine fastest = fastest(blocks);

  Engine engineOf(Program program) {
    return LlvmEngine.refusal(program).isEmpty() ? fastest : blocks;
  }

  private static Engine fastest(BlockEngine otherwise) {
    try {
      return InThisProcess.engine();
    } catch (UnavailableException missing) {
      return otherwise;
    }
  }

  @Override
  public void close() {
    if (fastest instanceof LlvmEngine open) {
      open.close();
    }
    blocks.close();
  }
}

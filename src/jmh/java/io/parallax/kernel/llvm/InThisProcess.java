package io.parallax.kernel.llvm;

import io.parallax.kernel.block.BlockEngine;
import io.parallax.kernel.llvm.binding.UnavailableException;
import java.util.Optional;

/// The native engine with a compiler in this process, for benchmarks and campaigns.
public final class InThisProcess {
  private InThisProcess() {}

  public static LlvmEngine engine() throws UnavailableException {
    return LlvmEngine.open(
        NativeSettings.defaults(),
        BlockEngine.create(),
        LlvmCompilers.open(
            new LlvmCompilers.Settings(Optional.empty(), Optional.empty(), 1, "benchmark", true)),
        _ -> {});
  }
}

package io.parallax.executor.worker;

import io.parallax.kernel.Kernel;
import io.parallax.kernel.llvm.LlvmEngine;
import io.parallax.kernel.llvm.NativeSettings;
import io.parallax.kernel.llvm.UnavailableException;
import io.parallax.kernel.vector.BlockEngine;
import io.parallax.program.Loop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The engines of a worker. LLVM is loaded when it is first asked for.
final class Engines {
  private final BlockEngine blocks = BlockEngine.create();
  private final Optional<Path> library;
  private @Nullable LlvmEngine machineCode;

  Engines(Optional<Path> library) {
    this.library = library;
  }

  Kernel kernel(Loop loop, Command.EngineKind kind, long limitNanos) {
    return switch (kind) {
      case BLOCKS -> blocks.kernel(loop);
      case NATIVE -> machineCode().kernel(loop, limitNanos);
    };
  }

  /// Runs loops until they are compiled, but no longer than that.
  void warm(Duration limit) {
    blocks.warm(limit);
  }

  private LlvmEngine machineCode() {
    LlvmEngine known = machineCode;
    if (known == null) {
      known = open();
      machineCode = known;
    }
    return known;
  }

  private LlvmEngine open() {
    NativeSettings defaults = NativeSettings.defaults();
    try {
      return LlvmEngine.open(
          new NativeSettings(
              library,
              defaults.objects(),
              1,
              defaults.kernels(),
              defaults.kernelBytes(),
              defaults.streamingBytes()));
    } catch (UnavailableException missing) {
      throw new IllegalStateException(missing.reason(), missing);
    }
  }
}

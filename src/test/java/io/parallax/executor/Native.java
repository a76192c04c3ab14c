package io.parallax.executor;

import io.parallax.kernel.llvm.LlvmEngine;
import io.parallax.kernel.vector.BlockEngine;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.springframework.util.unit.DataSize;

/// The native-kernels executor with all it needs; where the machine has no native kernels the test
/// is skipped, and says so.
final class Native implements AutoCloseable {
  private final NativeEngine engine;
  private final CorePool pool = new CorePool(4);
  private final BlockEngine blocks = BlockEngine.create();

  private Native(@Nullable Path library) {
    engine = new NativeEngine(properties(library));
  }

  static NativeProperties properties(@Nullable Path library) {
    return new NativeProperties(library, null, 2, 4_096, DataSize.ofMegabytes(64));
  }

  static Native open() {
    Native opened = new Native(null);
    if (opened.engine.opening() instanceof NativeEngine.Opening.Unavailable(String reason)) {
      Assumptions.abort(reason);
    }
    return opened;
  }

  /// With that library.
  static Native with(Path library) {
    return new Native(library);
  }

  NativeKernelsExecutor executor() {
    return new NativeKernelsExecutor(
        engine, new NativeDemand(), new ProgramRunner(blocks), pool, Processes.none());
  }

  LlvmEngine engine() {
    return engine.ifOpen().orElseThrow();
  }

  @Override
  public void close() {
    pool.close();
    engine.ifOpen().ifPresent(LlvmEngine::close);
    blocks.close();
  }
}

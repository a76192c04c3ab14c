package io.parallax.executor;

import io.parallax.kernel.llvm.LlvmEngine;
import io.parallax.kernel.llvm.NativeSettings;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// What native kernels may use.
///
/// @param library LLVM's shared library; null: the one in `native/` beside the jar, or in
///   `target/native/`
/// @param objects a folder, writable by the service alone, that keeps compiled kernels between
///   starts; null: none does
/// @param compilerThreads how many compile at a time; null for one for every four cores
/// @param kernels in memory, and of objects in the folder
/// @param kernelBytes memory that kernels take
@ConfigurationProperties("parallax.native")
public record NativeProperties(
    @Nullable Path library,
    @Nullable Path objects,
    @Nullable Integer compilerThreads,
    @DefaultValue("4096") int kernels,
    @DefaultValue("64MB") DataSize kernelBytes) {
  /// Programs whose time is remembered before they are compiled.
  public static final int LEDGER = 4_096;

  /// Compilations that may wait for a thread.
  public static final int COMPILATIONS = LlvmEngine.MAX_WAITING;

  /// The most operations of a loop that is compiled.
  public static final int OPERATIONS = LlvmEngine.MAX_OPERATIONS;

  private static final NativeSettings DEFAULTS = NativeSettings.defaults();

  public NativeProperties {
    requirePositive("compiler-threads", compilerThreads == null ? 1 : compilerThreads);
    requirePositive("kernels", kernels);
    requirePositive("kernel-bytes", kernelBytes.toBytes());
  }

  /// Threads that compile.
  public int compilers() {
    return compilerThreads == null ? DEFAULTS.compilerThreads() : compilerThreads;
  }

  NativeSettings settings() {
    return new NativeSettings(
        Optional.ofNullable(library),
        Optional.ofNullable(objects),
        compilers(),
        kernels,
        kernelBytes.toBytes(),
        DEFAULTS.streamingBytes());
  }

  private static void requirePositive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException("parallax.native." + name + " is not positive: " + value);
    }
  }
}

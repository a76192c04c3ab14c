package io.parallax.executor.machinecode;

import io.parallax.kernel.llvm.NativeSettings;
import java.nio.file.Path;
import java.time.Duration;
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
/// @param compiler where they compile
/// @param compileTimeout how long a compiler process may take for one form; then it is ended
/// @param compilerMemory what a compiler process may take beyond what it has when it is ready
/// @param kernels in memory, and of objects in the folder; at most [#MOST_KERNELS]
/// @param kernelBytes memory that kernels take
@ConfigurationProperties("parallax.native")
public record NativeProperties(
    @Nullable Path library,
    @Nullable Path objects,
    @Nullable Integer compilerThreads,
    @DefaultValue("process") Compiler compiler,
    @DefaultValue("10s") Duration compileTimeout,
    @DefaultValue("1GB") DataSize compilerMemory,
    @DefaultValue("4096") int kernels,
    @DefaultValue("64MB") DataSize kernelBytes) {
  /// Where kernels are compiled.
  public enum Compiler {
    /// In processes of their own, where there can be such; else in the service.
    PROCESS,
    /// In the service.
    SERVICE
  }

  /// Each kernel is a mapping of its own, of which Linux allows a process 65 530 (`max_map_count`);
  /// the heap, threads and shared memory need the rest.
  public static final int MOST_KERNELS = 32_768;

  private static final NativeSettings DEFAULTS = NativeSettings.defaults();

  public NativeProperties {
    requirePositive("compiler-threads", compilerThreads == null ? 1 : compilerThreads);
    requirePositive("kernels", kernels);
    if (kernels > MOST_KERNELS) {
      throw new IllegalArgumentException(
          "parallax.native.kernels is %d, more than the %d that the memory map of a process has room for"
              .formatted(kernels, MOST_KERNELS));
    }
    requirePositive("kernel-bytes", kernelBytes.toBytes());
    requirePositive("compile-timeout", compileTimeout.toNanos());
    requirePositive("compiler-memory", compilerMemory.toBytes());
  }

  /// Threads that compile.
  public int compilers() {
    return compilerThreads == null ? DEFAULTS.compilerThreads() : compilerThreads;
  }

  NativeSettings settings() {
    return new NativeSettings(
        compilers(), kernels, kernelBytes.toBytes(), NativeSettings.STREAMING_BYTES);
  }

  private static void requirePositive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException("parallax.native." + name + " is not positive: " + value);
    }
  }
}

package io.parallax.executor.machinecode;

import io.parallax.kernel.llvm.NativeSettings;
import io.parallax.limit.Limit;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// The settings of native kernels.
///
/// @param library LLVM's shared library; null: the library in `native/` beside the jar, or in
///   `target/native/`
/// @param objects a folder, writable by the service alone, that keeps compiled kernels between
///   starts; null: no folder keeps them
/// @param compiler where kernels are compiled
/// @param compilerThreads how many threads compile at a time; null: one for every four cores
/// @param compileTimeout how long a compiler process may take for one form; after it the process is
///   ended
/// @param compilerMemory the memory that a compiler process may take beyond the memory it has when
///   it is ready
/// @param kernels the most kernels in memory, and the most objects in the folder; at most
///   [#MOST_KERNELS]
/// @param kernelBytes the most memory of all kernels
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
    /// In processes of their own where such processes can be started; elsewhere in the service.
    PROCESS,
    /// In the service.
    SERVICE
  }

  /// The most kernels in memory. Each kernel is a memory mapping of its own, and Linux allows a
  /// process 65 530 mappings (`max_map_count`); the heap, threads and shared memory need the rest.
  public static final int MOST_KERNELS = 32_768;

  private static final NativeSettings DEFAULTS = NativeSettings.defaults();

  public NativeProperties {
    Limit.requirePositive(
        "parallax.native.compiler-threads", compilerThreads == null ? 1 : compilerThreads);
    Limit.requirePositive("parallax.native.kernels", kernels);
    if (kernels > MOST_KERNELS) {
      throw new IllegalArgumentException(
          "parallax.native.kernels is %d, more than the %d that the memory map of a process has room for"
              .formatted(kernels, MOST_KERNELS));
    }
    Limit.requirePositive("parallax.native.kernel-bytes", kernelBytes.toBytes());
    Limit.requirePositive("parallax.native.compile-timeout", compileTimeout.toNanos());
    Limit.requirePositive("parallax.native.compiler-memory", compilerMemory.toBytes());
  }

  /// The number of threads that compile.
  public int compilers() {
    return compilerThreads == null ? DEFAULTS.compilerThreads() : compilerThreads;
  }

  NativeSettings settings() {
    return new NativeSettings(
        compilers(), kernels, kernelBytes.toBytes(), NativeSettings.STREAMING_BYTES);
  }
}

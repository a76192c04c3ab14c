package io.parallax.kernel.llvm;

/// The limits of the native engine.
///
/// @param compilerThreads the number of threads that compile, at least 1
/// @param kernels the most kernels kept in memory, at least 1
/// @param kernelBytes the most memory of these kernels
/// @param streamingBytes the size of a loop's results from which on results are stored past the
///   caches
public record NativeSettings(
    int compilerThreads, int kernels, long kernelBytes, long streamingBytes) {
  /// The size of a loop's results from which on stores past the caches are faster.
  public static final long STREAMING_BYTES = 32L << 20;

  public NativeSettings {
    if (compilerThreads < 1 || kernels < 1) {
      throw new IllegalArgumentException(
          "at least one compiler thread and one kernel are needed: "
              + compilerThreads
              + ", "
              + kernels);
    }
  }

  public static NativeSettings defaults() {
    int cores = Runtime.getRuntime().availableProcessors();
    return new NativeSettings(Math.max(1, cores / 4), 4_096, 256L << 20, STREAMING_BYTES);
  }
}

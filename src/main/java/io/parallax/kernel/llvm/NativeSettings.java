package io.parallax.kernel.llvm;

/// What the native engine may use.
///
/// @param compilerThreads how many compile at a time, at least 1
/// @param kernels kernels kept in memory, at least 1
/// @param kernelBytes memory they may take
/// @param streamingBytes results of a loop from which on they are stored past the caches
public record NativeSettings(
    int compilerThreads, int kernels, long kernelBytes, long streamingBytes) {
  /// Results of a loop from which on they are best stored past the caches.
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

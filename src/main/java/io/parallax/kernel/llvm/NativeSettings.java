package io.parallax.kernel.llvm;

import java.nio.file.Path;
import java.util.Optional;

/// What the native engine may use.
///
/// @param library LLVM's shared library; empty: looked for (see [LibraryFile])
/// @param objects a folder that keeps compiled kernels between starts; empty: none does
/// @param compilerThreads how many compile at a time, at least 1
/// @param kernels kernels kept in memory, and objects in the folder, at least 1
/// @param kernelBytes memory they may take
/// @param streamingBytes results of a loop from which on they are stored past the caches
public record NativeSettings(
    Optional<Path> library,
    Optional<Path> objects,
    int compilerThreads,
    int kernels,
    long kernelBytes,
    long streamingBytes) {
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
    return new NativeSettings(
        Optional.empty(), Optional.empty(), Math.max(1, cores / 4), 4_096, 256L << 20, 32L << 20);
  }

  /// Where LLVM's library is; empty where it is not to be found.
  ///
  /// @param named the file that settings name
  public static Optional<Path> foundLibrary(Optional<Path> named) {
    try {
      return Optional.of(LibraryFile.find(named));
    } catch (UnavailableException missing) {
      return Optional.empty();
    }
  }
}

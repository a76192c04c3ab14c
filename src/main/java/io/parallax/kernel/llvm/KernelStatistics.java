package io.parallax.kernel.llvm;

/// What the native engine holds and has done since it was opened.
///
/// @param kernels in memory, or on the way there
/// @param bytes they take, about
/// @param compilations done
/// @param compileNanos they took altogether
/// @param restored kernels that a folder of objects spared a compilation
/// @param evictions kernels freed for others
public record KernelStatistics(
    int kernels, long bytes, long compilations, long compileNanos, long restored, long evictions) {}

package io.parallax.executor.machinecode;

/// Where kernels are compiled, as operators see it.
///
/// @param isolated whether kernels are compiled in processes of their own
/// @param note the consequence of `isolated`, in a sentence
/// @param processes the most processes at a time
/// @param alive processes that can compile
/// @param started processes ever started
/// @param lost processes that ended without being asked to, or had to be killed
public record CompilerState(
    boolean isolated, String note, int processes, int alive, long started, long lost) {}

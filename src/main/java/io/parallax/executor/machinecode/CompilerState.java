package io.parallax.executor.machinecode;

/// Where kernels are compiled, as operators see it.
///
/// @param isolated whether that is in processes of their own
/// @param note what it means, in a sentence
/// @param processes as many as there are at most
/// @param alive processes that can compile
/// @param started processes ever started
/// @param lost processes that ended though nobody wanted that, or had to be killed
public record CompilerState(
    boolean isolated, String note, int processes, int alive, long started, long lost) {}

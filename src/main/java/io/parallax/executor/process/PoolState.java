package io.parallax.executor.process;

/// The pool as operators see it.
///
/// @param workers as many as there are to be
/// @param alive processes that are ready or at work
/// @param busy of these, at work
/// @param started processes ever started
/// @param lost processes that ended though nobody wanted that, or had to be killed
/// @param retired processes replaced for their age or size
/// @param heapBytes the most heap of each
/// @param sharedBytes shared memory that is open
public record PoolState(
    int workers,
    int alive,
    int busy,
    long started,
    long lost,
    long retired,
    long heapBytes,
    long sharedBytes) {}

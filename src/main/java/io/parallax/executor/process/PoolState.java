package io.parallax.executor.process;

/// The state of the pool as operators see it.
///
/// @param workers the number of workers that the pool keeps
/// @param alive processes that are ready or at work
/// @param busy the part of `alive` that is at work
/// @param started processes ever started
/// @param lost processes that ended without being asked to, or had to be killed
/// @param retired processes replaced because of their age or size
/// @param heapBytes the most heap of each worker
/// @param sharedBytes bytes of shared memory that are open
public record PoolState(
    int workers,
    int alive,
    int busy,
    long started,
    long lost,
    long retired,
    long heapBytes,
    long sharedBytes) {}

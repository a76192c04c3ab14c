package io.parallax.compute;

import io.parallax.limit.Deadline;
import io.parallax.memory.Reservation;

/// What a request holds, and the time it has already taken, before [ComputeRunner] receives it.
///
/// @param reservation holds the literal inputs and receives the results; the caller closes it
/// @param heap the heap charged for the request's texts; the caller closes it
/// @param waitedNanos time spent waiting for threads, places and heap
/// @param decodeNanos time spent reading the request
public record Arrival(
    Reservation reservation,
    HeapBudget.Share heap,
    Deadline deadline,
    long waitedNanos,
    long decodeNanos) {}

package io.parallax.compute;

import io.parallax.limit.Deadline;
import io.parallax.memory.Reservation;

/// A request's way in: what it holds and what it has already cost before [ComputeRunner] sees it.
///
/// @param reservation holds the literal inputs and takes the results; the caller closes it
/// @param heap what the request's texts are charged; the caller closes it
/// @param waitedNanos time spent waiting for threads, places and heap
/// @param decodeNanos time to read the request
public record Arrival(
    Reservation reservation,
    HeapBudget.Share heap,
    Deadline deadline,
    long waitedNanos,
    long decodeNanos) {}

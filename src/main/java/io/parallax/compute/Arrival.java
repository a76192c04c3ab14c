package io.parallax.compute;

import io.parallax.limit.Deadline;
import io.parallax.memory.Reservation;

/// What a request holds, and the time it has already taken, before [ComputeRunner] receives it.
///
/// @param reservation holds the literal inputs and receives all other arrays; the caller closes it
/// @param results receives the results: the same reservation, or one of another budget where they
///   are to be kept; the caller closes it
/// @param heap the heap charged for the request's texts; the caller closes it
/// @param waitedNanos time spent waiting for threads, places and heap
/// @param decodeNanos time spent reading the request
public record Arrival(
    Reservation reservation,
    Reservation results,
    HeapBudget.Share heap,
    Deadline deadline,
    long waitedNanos,
    long decodeNanos) {
  /// The arrival of a request whose results live as long as its other arrays.
  public Arrival(
      Reservation reservation,
      HeapBudget.Share heap,
      Deadline deadline,
      long waitedNanos,
      long decodeNanos) {
    this(reservation, reservation, heap, deadline, waitedNanos, decodeNanos);
  }

  /// Charges what a plan takes: its results to their reservation, everything else to the other.
  ///
  /// @param scratchBytes beside the plan's own arrays
  /// @param narrowedBytes for results in the type in which they are sent
  void charge(Plan plan, long scratchBytes, long narrowedBytes) {
    if (results == reservation) {
      reservation.grow(plan.additionalBytes(scratchBytes + narrowedBytes));
    } else {
      long additional = plan.additionalBytes(scratchBytes);
      results.grow(plan.resultBytes() + narrowedBytes);
      reservation.grow(additional == Long.MAX_VALUE ? additional : additional - plan.resultBytes());
    }
  }
}

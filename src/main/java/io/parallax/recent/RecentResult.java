package io.parallax.recent;

import io.parallax.array.NDArray;
import io.parallax.compute.ComputeResult;
import io.parallax.compute.ItemFailures;
import io.parallax.memory.Reservation;
import io.parallax.type.ArrayType;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;

/// A stored result with the memory of its arrays, which is freed when it has been dropped and
/// nobody uses it. Thread safe.
final class RecentResult {
  /// More heap than what describes an execution takes.
  private static final long DESCRIPTION_BYTES = 4 * 1024;

  /// More heap than what is told of an item that failed takes.
  private static final long FAILURE_BYTES = 1024;

  private final ComputeResult result;
  private final Reservation reservation;
  private int users = 1;

  private RecentResult(ComputeResult result, Reservation reservation) {
    this.result = result;
    this.reservation = reservation;
  }

  /// What a result is charged.
  static long chargedBytes(ComputeResult result) {
    long bytes = DESCRIPTION_BYTES;
    bytes +=
        FAILURE_BYTES
            * result.failures().map(ItemFailures::first).map(each -> each.size()).orElse(0);
    for (NDArray array : result.arrays().values()) {
      bytes += NDArray.chargedBytes(array.arrayType());
    }
    return bytes;
  }

  /// Copies a result.
  ///
  /// @param reservation of [#chargedBytes], which is the copy's from now on
  static RecentResult copy(ComputeResult result, Reservation reservation) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    result.arrays().forEach((name, array) -> arrays.put(name, copy(array, reservation)));
    return new RecentResult(result.recalled(arrays), reservation);
  }

  private static NDArray copy(NDArray array, Reservation reservation) {
    ArrayType type = array.arrayType();
    NDArray copy = NDArray.allocate(type, reservation);
    long bytes = array.elementCount() * type.storage().byteWidth();
    MemorySegment.copy(array.segment(), 0, copy.segment(), 0, bytes);
    return copy;
  }

  ComputeResult result() {
    return result;
  }

  long bytes() {
    return reservation.bytes();
  }

  /// Begins a use.
  ///
  /// @return whether the arrays are still there
  synchronized boolean acquire() {
    if (users == 0) {
      return false;
    }
    users++;
    return true;
  }

  /// Ends a use, or the store's own.
  void release() {
    boolean isLast;
    synchronized (this) {
      isLast = --users == 0;
    }
    if (isLast) {
      reservation.close();
    }
  }
}

package io.parallax.benchmark;

import io.parallax.executor.thread.TaskRunner;
import io.parallax.limit.Deadline;
import io.parallax.memory.Allocation;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import java.lang.foreign.MemorySegment;

/// Measures how fast all cores together read memory: they compare two equal arrays that fit no
/// cache, which reads both once and writes nothing.
final class MemoryBandwidth {
  private static final long MOST_BYTES = 96L << 20;
  private static final long PIECE_BYTES = 1L << 20;

  /// An array takes at most this part of the budget. Of a small budget it may fit a cache, and what
  /// is measured is the cache's bandwidth.
  private static final int PART_OF_BUDGET = 16;

  private static final int TRIES = 4;
  private static final double NANOS_PER_SECOND = 1e9;

  private MemoryBandwidth() {}

  /// The best of some tries, in bytes per second.
  ///
  /// @throws io.parallax.error.ComputeException MEMORY_EXHAUSTED or TOO_LARGE where there is no
  ///   memory for the arrays
  static double bytesPerSecond(MemoryBudget budget, TaskRunner threads, Deadline deadline) {
    long part = budget.limitBytes() / PART_OF_BUDGET;
    long bytes = Math.clamp(part / PIECE_BYTES, 1, MOST_BYTES / PIECE_BYTES) * PIECE_BYTES;
    int cores = Runtime.getRuntime().availableProcessors();
    try (Reservation reservation = budget.reserve(2 * bytes);
        Allocation one = reservation.allocate(bytes);
        Allocation other = reservation.allocate(bytes)) {
      MemorySegment left = one.segment().fill((byte) 1);
      MemorySegment right = other.segment().fill((byte) 1);
      long leastNanos = Long.MAX_VALUE;
      for (int attempt = 0; attempt < TRIES; attempt++) {
        long startNanos = System.nanoTime();
        threads.forEach(
            bytes / PIECE_BYTES,
            cores,
            deadline,
            piece -> {
              long from = piece * PIECE_BYTES;
              MemorySegment mine = left.asSlice(from, PIECE_BYTES);
              if (mine.mismatch(right.asSlice(from, PIECE_BYTES)) >= 0) {
                throw new AssertionError("equal memory differs");
              }
            });
        leastNanos = Math.min(leastNanos, System.nanoTime() - startNanos);
      }
      return 2 * bytes / (double) leastNanos * NANOS_PER_SECOND;
    }
  }
}

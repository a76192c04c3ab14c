package io.parallax.memory;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Which parts of a span of addresses are taken. First fit, neighbours merged. Thread safe.
final class Ranges {
  private final long granule;
  private final TreeMap<Long, Long> free = new TreeMap<>();
  private long takenBytes;

  /// @param size of the span, which starts at 0
  /// @param granule what every range is a multiple of
  Ranges(long size, long granule) {
    this.granule = granule;
    free.put(0L, size / granule * granule);
  }

  /// The start of a range of so many bytes, in whole granules; empty when none is left.
  synchronized OptionalLong take(long bytes) {
    return take(bytes, granule);
  }

  /// @param alignment a multiple of the granule, of which the start is a multiple
  synchronized OptionalLong take(long bytes, long alignment) {
    long length = whole(bytes);
    for (Map.Entry<Long, Long> range : free.entrySet()) {
      long start = range.getKey();
      long taken = Math.ceilDiv(start, alignment) * alignment;
      long end = start + range.getValue();
      if (end - taken >= length) {
        replace(start, taken, taken + length, end);
        takenBytes += length;
        return OptionalLong.of(taken);
      }
    }
    return OptionalLong.empty();
  }

  /// Leaves of a free range what is before and after its part that is taken.
  private void replace(long start, long taken, long takenEnd, long end) {
    free.remove(start);
    if (taken > start) {
      free.put(start, taken - start);
    }
    if (end > takenEnd) {
      free.put(takenEnd, end - takenEnd);
    }
  }

  /// Takes a range back.
  ///
  /// @param bytes as it was asked for
  synchronized void give(long start, long bytes) {
    long from = start;
    long length = whole(bytes);
    takenBytes -= length;
    Map.Entry<Long, Long> before = free.lowerEntry(start);
    if (before != null && before.getKey() + before.getValue() == start) {
      from = before.getKey();
      length += before.getValue();
    }
    Long after = free.remove(start + whole(bytes));
    free.put(from, after == null ? length : length + after);
  }

  synchronized long takenBytes() {
    return takenBytes;
  }

  private long whole(long bytes) {
    return Math.multiplyExact(Math.ceilDiv(bytes, granule), granule);
  }
}

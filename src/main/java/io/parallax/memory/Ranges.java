package io.parallax.memory;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/// The free and taken ranges of a span of addresses. First fit; adjacent free ranges are merged.
/// Thread safe.
final class Ranges {
  private final long granule;
  private final TreeMap<Long, Long> free = new TreeMap<>();
  private long takenBytes;

  /// @param size the size of the span, which starts at 0
  /// @param granule every range is a multiple of this
  Ranges(long size, long granule) {
    this.granule = granule;
    free.put(0L, size / granule * granule);
  }

  /// Takes a range of `bytes`, rounded up to whole granules. Returns its start; empty when no free
  /// range is large enough.
  synchronized OptionalLong take(long bytes) {
    return take(bytes, granule);
  }

  /// @param alignment a multiple of the granule; the start is a multiple of it
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

  /// Replaces a free range by its parts before and after the taken part.
  private void replace(long start, long taken, long takenEnd, long end) {
    free.remove(start);
    if (taken > start) {
      free.put(start, taken - start);
    }
    if (end > takenEnd) {
      free.put(takenEnd, end - takenEnd);
    }
  }

  /// Gives a range back.
  ///
  /// @param bytes the bytes that were asked for
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

package io.parallax.array;

import java.util.Iterator;
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
    long length = whole(bytes);
    Iterator<Map.Entry<Long, Long>> ranges = free.entrySet().iterator();
    while (ranges.hasNext()) {
      Map.Entry<Long, Long> range = ranges.next();
      if (range.getValue() >= length) {
        long start = range.getKey();
        long rest = range.getValue() - length;
        ranges.remove();
        if (rest > 0) {
          free.put(start + length, rest);
        }
        takenBytes += length;
        return OptionalLong.of(start);
      }
    }
    return OptionalLong.empty();
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

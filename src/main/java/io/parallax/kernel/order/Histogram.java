package io.parallax.kernel.order;

import java.util.Arrays;

/// Counts how often each digit occurs. Adding the counts of another histogram is thread safe; the
/// other methods are not.
final class Histogram {
  private final int bits;
  private final long[] counts;
  private boolean nan;

  /// @param bits the number of bits of a digit
  Histogram(int bits) {
    this.bits = bits;
    this.counts = new long[1 << bits];
  }

  int bits() {
    return bits;
  }

  /// The greatest digit: all its bits set.
  long mask() {
    return counts.length - 1L;
  }

  void add(long digit) {
    counts[(int) digit]++;
  }

  /// Records that an element is NaN. A NaN has no digit.
  void addNan() {
    nan = true;
  }

  boolean hasNan() {
    return nan;
  }

  synchronized void add(Histogram other) {
    Arrays.setAll(counts, digit -> counts[digit] + other.counts[digit]);
    nan |= other.nan;
  }

  long total() {
    return Arrays.stream(counts).sum();
  }

  long count(int digit) {
    return counts[digit];
  }

  /// The number of counted digits that are less than this digit.
  long below(int digit) {
    return Arrays.stream(counts, 0, digit).sum();
  }

  /// The digit at this rank, counted from 0, when all counted digits are sorted.
  int digitOfRank(long rank) {
    long below = 0;
    int digit = 0;
    while (below + counts[digit] <= rank) {
      below += counts[digit];
      digit++;
    }
    return digit;
  }
}

package io.parallax.kernel.order;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAccumulator;

/// The quantile of one long row by radix selection. Each histogram counts the next lower bits of
/// the elements' keys and so determines more leading bits of the wanted key. The selection stops
/// when few enough elements share these leading bits to sort them. It reads the row about three
/// times and needs no copy of the row.
final class RadixSelection {
  /// Number of elements in a piece of work.
  static final int PIECE = 1 << 18;

  private static final int DIGIT_BITS = 11;

  /// The largest number of elements that are sorted instead of being divided further.
  private static final int SORTED = 1 << 16;

  private final RowReader reader;
  private final long row;
  private final OrderStatistics.Pieces pieces;

  /// The known leading bits of the wanted key, as an unsigned number; `knownBits` is their number.
  private long prefix;

  private int knownBits;

  /// The wanted rank among the elements whose keys start with the prefix; `count` is the number of
  /// these elements.
  private long rank;

  private long count;

  private RadixSelection(RowReader reader, long row, OrderStatistics.Pieces pieces) {
    this.reader = reader;
    this.row = row;
    this.pieces = pieces;
  }

  static double quantile(
      RowReader reader, long row, double quantile, OrderStatistics.Pieces pieces) {
    return new RadixSelection(reader, row, pieces).quantile(quantile);
  }

  private double quantile(double quantile) {
    Histogram first = histogram();
    count = first.total();
    if (first.hasNan() || count == 0) {
      return Double.NaN;
    }
    Interpolation place = Interpolation.of(quantile, count);
    rank = place.rank();
    descend(first);
    while (count > SORTED && knownBits < Long.SIZE) {
      descend(histogram());
    }
    return neighbours(place, place.rank() + 1 < first.total());
  }

  private void descend(Histogram histogram) {
    int digit = histogram.digitOfRank(rank);
    rank -= histogram.below(digit);
    count = histogram.count(digit);
    prefix = (prefix << histogram.bits()) | digit;
    knownBits += histogram.bits();
  }

  private Histogram histogram() {
    Histogram total = new Histogram(Math.min(DIGIT_BITS, Long.SIZE - knownBits));
    int shift = Long.SIZE - knownBits - total.bits();
    forEachPiece(
        (from, to) -> {
          Histogram own = new Histogram(total.bits());
          for (long position = from; position < to; position++) {
            if (!reader.takes(row, position)) {
              continue;
            }
            long key = reader.key(row, position);
            if (reader.isNan(key)) {
              own.addNan();
            } else if (knownBits == 0 || start(key) == prefix) {
              own.add(((key ^ Long.MIN_VALUE) >>> shift) & own.mask());
            }
          }
          total.add(own);
        });
    return total;
  }

  /// Interpolates between the element of the wanted rank and the next element. The key of the next
  /// element starts with the prefix too, or is the least key after all keys that start with it.
  ///
  /// @param hasNext whether there is a next element
  private double neighbours(Interpolation place, boolean hasNext) {
    long[] sorted = new long[count <= SORTED ? Math.toIntExact(count) : 0];
    LongAccumulator following = new LongAccumulator(Math::min, Long.MAX_VALUE);
    gather(sorted, following);
    long lower = prefix ^ Long.MIN_VALUE;
    long upper = lower;
    if (sorted.length > 0) {
      Arrays.sort(sorted);
      lower = sorted[Math.toIntExact(rank)];
      upper = sorted[Math.toIntExact(Math.min(rank + 1, count - 1))];
    }
    boolean followed = rank + 1 == count && hasNext;
    return reader.between(place, lower, followed ? following.get() : upper);
  }

  /// Collects the keys that start with the prefix, unless `keys` is empty, and the least key after
  /// them.
  private void gather(long[] keys, LongAccumulator following) {
    AtomicInteger size = new AtomicInteger();
    forEachPiece(
        (from, to) -> {
          long least = Long.MAX_VALUE;
          for (long position = from; position < to; position++) {
            if (!reader.takes(row, position)) {
              continue;
            }
            long key = reader.key(row, position);
            int order = Long.compareUnsigned(start(key), prefix);
            if (order > 0) {
              least = Math.min(least, key);
            } else if (order == 0 && keys.length > 0) {
              keys[size.getAndIncrement()] = key;
            }
          }
          following.accumulate(least);
        });
  }

  private long start(long key) {
    return (key ^ Long.MIN_VALUE) >>> (Long.SIZE - knownBits);
  }

  private interface Piece {
    void run(long from, long to);
  }

  private void forEachPiece(Piece piece) {
    long length = reader.rowLength();
    pieces.forEach(
        Math.toIntExact(Math.ceilDiv(length, PIECE)),
        index -> {
          long from = (long) index * PIECE;
          piece.run(from, Math.min(from + PIECE, length));
        });
  }
}

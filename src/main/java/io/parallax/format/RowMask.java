package io.parallax.format;

import io.parallax.memory.Allocation;
import io.parallax.memory.Reservation;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/// A set of rows of a table, one bit a row, in memory of a reservation. Rows are added in any
/// order; the memory is that of the greatest one. For one thread.
public final class RowMask {
  private static final long FIRST_BYTES = 16 * 1024;

  private final Reservation reservation;
  private @Nullable Allocation bits;
  private long count;

  public RowMask(Reservation reservation) {
    this.reservation = reservation;
  }

  /// The number of rows.
  public long count() {
    return count;
  }

  /// Adds a row.
  public void add(long row) {
    long word = row >>> 6;
    Allocation memory = memory((word + 1) * Long.BYTES);
    long old = memory.segment().getAtIndex(ValueLayout.JAVA_LONG, word);
    long changed = old | 1L << row;
    if (changed != old) {
      memory.segment().setAtIndex(ValueLayout.JAVA_LONG, word, changed);
      count++;
    }
  }

  /// Adds the rows of another mask.
  public void addAll(RowMask other) {
    for (long row = other.next(0); row >= 0; row = other.next(row + 1)) {
      add(row);
    }
  }

  /// The first row that is not before `from`; -1 if there is none.
  public long next(long from) {
    if (bits == null) {
      return -1;
    }
    long words = bits.byteSize() / Long.BYTES;
    long word = from >>> 6;
    long mask = -1L << from;
    while (word < words) {
      long rest = bits.segment().getAtIndex(ValueLayout.JAVA_LONG, word) & mask;
      if (rest != 0) {
        return (word << 6) + Long.numberOfTrailingZeros(rest);
      }
      word++;
      mask = -1;
    }
    return -1;
  }

  private Allocation memory(long bytes) {
    if (bits != null && bits.byteSize() >= bytes) {
      return bits;
    }
    long wanted = Math.max(bytes, bits == null ? FIRST_BYTES : 2 * bits.byteSize());
    reservation.grow(wanted);
    Allocation grown = reservation.allocate(wanted);
    grown.segment().fill((byte) 0);
    if (bits != null) {
      grown.segment().copyFrom(bits.segment());
      reservation.release(bits);
    }
    bits = grown;
    return grown;
  }
}

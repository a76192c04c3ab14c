package io.parallax.kernel.llvm;

import io.parallax.array.Elements;
import io.parallax.program.Operand;
import io.parallax.type.DataType;
import io.parallax.type.StorageType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/// Copies the values of items from a slot that is broadcast, or stored in another type, to one
/// value an item. Items are copied row by row of the innermost dimension, in which most operands
/// are contiguous or have one value.
final class CopiedParameter {
  private final MemorySegment from;
  private final StorageType storage;
  private final DataType type;
  private final long[] outerExtents;
  private final long[][] outerStrides;
  private final long rowItems;
  private final long stride;

  /// @param extents the dimensions of the space of the items
  /// @param type the type in which the values are computed with
  CopiedParameter(
      MemorySegment from, StorageType storage, DataType type, Operand operand, List<Long> extents) {
    this.from = from;
    this.storage = storage;
    this.type = type;
    int outer = Math.max(0, extents.size() - 1);
    this.outerExtents = longs(extents.subList(0, outer));
    this.outerStrides = new long[][] {longs(operand.strides().subList(0, outer))};
    this.rowItems = extents.isEmpty() ? 1 : extents.getLast();
    this.stride = extents.isEmpty() ? 0 : operand.strides().getLast();
  }

  private static long[] longs(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).toArray();
  }

  /// Copies the values of items from `first` to before `end`.
  void copy(long first, long end, MemorySegment to) {
    RowOffsets rows = new RowOffsets(outerExtents, outerStrides, first / rowItems);
    long column = first % rowItems;
    long copied = 0;
    while (copied < end - first) {
      long items = Math.min(rowItems - column, end - first - copied);
      long bytes = items * type.byteWidth();
      row(rows.offset(0) + column * stride, items, to.asSlice(copied * type.byteWidth(), bytes));
      copied += items;
      column = 0;
      rows.advance();
    }
  }

  private void row(long offset, long items, MemorySegment to) {
    if (stride == 1 && storage.equals(StorageType.of(type))) {
      to.copyFrom(from.asSlice(offset * type.byteWidth(), to.byteSize()));
    } else if (stride == 0) {
      fill(Elements.read(from, storage, offset), items, to);
    } else {
      for (long item = 0; item < items; item++) {
        long bits = Elements.read(from, storage, offset + item * stride);
        Elements.write(to, type, item, bits);
      }
    }
  }

  private void fill(long bits, long items, MemorySegment to) {
    switch (type) {
      case INT64, FLOAT64 -> {
        for (long item = 0; item < items; item++) {
          to.setAtIndex(ValueLayout.JAVA_LONG, item, bits);
        }
      }
      case INT32, FLOAT32 -> {
        for (long item = 0; item < items; item++) {
          to.setAtIndex(ValueLayout.JAVA_INT, item, (int) bits);
        }
      }
      case BOOL -> to.fill((byte) bits);
    }
  }
}

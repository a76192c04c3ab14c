package io.parallax.kernel.order;

import io.parallax.type.DataType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Reads rows of a float array as keys that sort like the elements.
///
/// @param mask a bool for each element: whether the element takes part; [MemorySegment#NULL] where
///   all elements do
record RowReader(MemorySegment source, DataType type, MemorySegment mask, long rowLength) {
  /// The [OrderedKey] of the element; [OrderedKey#NONE] where the element takes no part.
  long key(long row, long position) {
    long index = row * rowLength + position;
    if (mask.byteSize() > 0 && mask.get(ValueLayout.JAVA_BYTE, index) == 0) {
      return OrderedKey.NONE;
    }
    return OrderedKey.of(
        type == DataType.FLOAT32
            ? source.getAtIndex(ValueLayout.JAVA_FLOAT, index)
            : source.getAtIndex(ValueLayout.JAVA_DOUBLE, index));
  }
}

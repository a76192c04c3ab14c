package io.parallax.kernel.order;

import io.parallax.type.DataType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Reads rows of a float array as keys that sort like the elements.
///
/// @param mask a bool for each element that says whether it takes part, or [MemorySegment#NULL]
///   where all do
record RowReader(MemorySegment source, DataType type, MemorySegment mask, long rowLength) {
  /// The element's [OrderedKey], [OrderedKey#NONE] if it takes no part.
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

package io.parallax.kernel.order;

import io.parallax.type.DataType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Reads rows of an array as keys that sort like the elements: [OrderedKey] of a float, an int64
/// itself.
///
/// @param type float64, float32 or int64
/// @param mask a bool for each element: whether the element takes part; [MemorySegment#NULL] where
///   all elements do
record RowReader(MemorySegment source, DataType type, MemorySegment mask, long rowLength) {
  /// Whether the element takes part.
  boolean takes(long row, long position) {
    return mask.byteSize() == 0 || mask.get(ValueLayout.JAVA_BYTE, row * rowLength + position) != 0;
  }

  long key(long row, long position) {
    long index = row * rowLength + position;
    return switch (type) {
      case FLOAT64 -> OrderedKey.of(source.getAtIndex(ValueLayout.JAVA_DOUBLE, index));
      case FLOAT32 -> OrderedKey.of(source.getAtIndex(ValueLayout.JAVA_FLOAT, index));
      case INT64 -> source.getAtIndex(ValueLayout.JAVA_LONG, index);
      case BOOL, INT32 -> throw new IllegalStateException("no keys of " + type);
    };
  }

  /// Whether this is the key of a NaN.
  boolean isNan(long key) {
    return key == OrderedKey.NAN && type.isFloating();
  }

  /// The value at the place.
  ///
  /// @param lower key of the element at the place's rank
  /// @param upper key of the next element, or `lower` where there is none
  double between(Interpolation place, long lower, long upper) {
    return switch (type) {
      case FLOAT64 -> place.between(OrderedKey.value(lower), OrderedKey.value(upper));
      case FLOAT32 -> place.betweenFloats(OrderedKey.value(lower), OrderedKey.value(upper));
      case INT64 -> place.between(lower, upper);
      case BOOL, INT32 -> throw new IllegalStateException("no keys of " + type);
    };
  }
}

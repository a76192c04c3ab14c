package io.parallax.kernel.bytecode;

import io.parallax.program.Routine;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Reads of array elements by their address, widened. Written code calls these methods after it has
/// compared the index with the extent of the array.
///
/// All memory is read through one segment, whose offsets are addresses: to the just-in-time
/// compiler it is a constant without end or owner, so that nothing but the index is checked.
final class ElementAccess {
  private static final MemorySegment ALL = all();

  /// A bit mask greater than every address of a process, which shows the compiler that an address
  /// is not negative.
  private static final long HIGHEST = Long.MAX_VALUE >>> 1;

  private ElementAccess() {}

  @SuppressWarnings("restricted")
  private static MemorySegment all() {
    return MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
  }

  /// The name of the method that reads an element of an array.
  static String reader(Routine.Array array) {
    return array.storage().label();
  }

  static int bool(long address) {
    return ALL.get(ValueLayout.JAVA_BYTE, address & HIGHEST);
  }

  static int int8(long address) {
    return ALL.get(ValueLayout.JAVA_BYTE, address & HIGHEST);
  }

  static int uint8(long address) {
    return Byte.toUnsignedInt(ALL.get(ValueLayout.JAVA_BYTE, address & HIGHEST));
  }

  static int int16(long address) {
    return ALL.get(ValueLayout.JAVA_SHORT_UNALIGNED, address & HIGHEST);
  }

  static int uint16(long address) {
    return Short.toUnsignedInt(ALL.get(ValueLayout.JAVA_SHORT_UNALIGNED, address & HIGHEST));
  }

  static int int32(long address) {
    return ALL.get(ValueLayout.JAVA_INT_UNALIGNED, address & HIGHEST);
  }

  static long uint32(long address) {
    return Integer.toUnsignedLong(ALL.get(ValueLayout.JAVA_INT_UNALIGNED, address & HIGHEST));
  }

  static long int64(long address) {
    return ALL.get(ValueLayout.JAVA_LONG_UNALIGNED, address & HIGHEST);
  }

  static long uint64(long address) {
    return int64(address);
  }

  static float float16(long address) {
    return Float.float16ToFloat(ALL.get(ValueLayout.JAVA_SHORT_UNALIGNED, address & HIGHEST));
  }

  static float float32(long address) {
    return ALL.get(ValueLayout.JAVA_FLOAT_UNALIGNED, address & HIGHEST);
  }

  static double float64(long address) {
    return ALL.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, address & HIGHEST);
  }
}

package io.parallax.kernel.block.loop;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// Access to the values of blocks by address.
///
/// Loops access all memory through one segment, whose offsets are addresses. To the just-in-time
/// compiler this segment is a constant without end or owner. So the compiler checks no bound and no
/// lifetime of an access if it sees that the address is not negative. Addresses and indexes are
/// masked so that the compiler sees this. Measured, checks that stay in a loop double its time.
/// With ordinary segments, which checks stay depends on chance: on the contents of the profile when
/// the loop was compiled.
///
/// [Block] checks bounds instead, once a block: its values lie within their slots. Whoever runs a
/// loop keeps the slots alive as long as the run, as for native kernels.
public final class Memory {
  /// A segment of all memory, whose offsets are addresses.
  public static final MemorySegment ALL = all();

  /// A bit mask greater than every address of a process.
  private static final long HIGHEST = Long.MAX_VALUE >>> 1;

  /// A bit mask greater than every index within a block.
  public static final int LAST_INDEX = 2 * Block.SIZE - 1;

  private Memory() {}

  /// The same address, masked so that the compiler sees that it is not negative.
  public static long address(long address) {
    return address & HIGHEST;
  }

  /// The address of part of a segment, of which `bytes` bytes may be accessed.
  ///
  /// @throws IndexOutOfBoundsException when the segment ends before the part ends
  /// @throws IllegalStateException when the segment is closed
  public static long address(MemorySegment segment, long offset, long bytes) {
    Objects.checkFromIndexSize(offset, bytes, segment.byteSize());
    if (!segment.isNative() || !segment.scope().isAlive()) {
      throw new IllegalStateException("no memory to reach by address: " + segment);
    }
    return address(segment.address() + offset);
  }

  /// The number of bytes before an element of a block.
  ///
  /// @param index less than twice [Block#SIZE]
  public static long bytes(int index, int width) {
    return (long) (index & LAST_INDEX) * width;
  }

  @SuppressWarnings("restricted")
  private static MemorySegment all() {
    return MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
  }
}

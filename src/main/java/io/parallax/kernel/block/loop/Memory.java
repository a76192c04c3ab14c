package io.parallax.kernel.block.loop;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// Where the values of blocks stand, by address.
///
/// Loops reach all memory through one segment, whose offsets are addresses. To the just-in-time
/// compiler it is a constant without an end or an owner, so no access has a bound or a lifetime to
/// be checked, as long as the compiler sees that the address is not negative: addresses and indices
/// are masked for it to see that. Measured, checks that stay in a loop double its time, and which
/// of those of ordinary segments stay depends on chance: what the profile held when the loop was
/// compiled.
///
/// Instead [Block] checks once a block that its values lie within their slots. That slots live as
/// long as a run is up to who runs it, as for native kernels.
public final class Memory {
  /// Everything.
  public static final MemorySegment ALL = all();

  /// Above every address of a process.
  private static final long HIGHEST = Long.MAX_VALUE >>> 1;

  /// Above every index within a block.
  public static final int LAST_INDEX = 2 * Block.SIZE - 1;

  private Memory() {}

  /// The address as it is.
  public static long address(long address) {
    return address & HIGHEST;
  }

  /// The address of part of a segment, of which so many bytes may be used.
  ///
  /// @throws IndexOutOfBoundsException when the segment ends before
  /// @throws IllegalStateException when it is closed
  public static long address(MemorySegment segment, long offset, long bytes) {
    Objects.checkFromIndexSize(offset, bytes, segment.byteSize());
    if (!segment.isNative() || !segment.scope().isAlive()) {
      throw new IllegalStateException("no memory to reach by address: " + segment);
    }
    return address(segment.address() + offset);
  }

  /// The bytes before an element of a block.
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

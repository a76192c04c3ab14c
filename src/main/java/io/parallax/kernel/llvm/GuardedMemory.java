package io.parallax.kernel.llvm;

import io.parallax.kernel.llvm.binding.CompilationException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Memory for the arrays of a kernel that is tried. Inaccessible pages follow each array; where
/// such pages are not allowed, known bytes follow it. Known bytes are also stored before each
/// array. So a kernel that accesses memory outside its arrays ends the process, or its writes are
/// noticed. The memory is reused from trial to trial and belongs to one thread at a time.
final class GuardedMemory implements AutoCloseable {
  /// The most bytes of one array.
  static final long ARRAY_BYTES = 16 * 1024;

  private static final byte UNTOUCHED = 0x5A;

  /// The bytes beside an array that are checked.
  private static final long MARGIN = 128;

  private final long room = Math.ceilDiv(ARRAY_BYTES + MARGIN, Pages.BYTES) * Pages.BYTES;
  private final long stride = room + Pages.BYTES;
  private final boolean guarded;
  private final MemorySegment memory;

  /// @param arrays the most arrays at a time
  /// @param guarded whether inaccessible pages follow the arrays
  /// @throws CompilationException when the operating system refuses the memory
  GuardedMemory(int arrays, boolean guarded) throws CompilationException {
    this.guarded = guarded;
    memory = Pages.map(arrays * stride);
    for (int index = 0; guarded && index < arrays; index++) {
      Pages.protect(memory.asSlice(end(index), Pages.BYTES), Pages.Access.NONE);
    }
  }

  /// The array of the given number. The array and the bytes beside it are filled with a value that
  /// is not 0.
  MemorySegment array(int index, long byteCount) {
    if (byteCount > ARRAY_BYTES) {
      throw new IllegalArgumentException(byteCount + " bytes");
    }
    long start = end(index) - byteCount;
    memory.asSlice(start - MARGIN, MARGIN + byteCount + marginAfter()).fill(UNTOUCHED);
    return memory.asSlice(start, byteCount);
  }

  /// Whether nothing was written beside the array of the given number.
  boolean isSound(int index, long byteCount) {
    long end = end(index);
    return isUntouched(end - byteCount - MARGIN, MARGIN) && isUntouched(end, marginAfter());
  }

  private boolean isUntouched(long start, long byteCount) {
    for (long at = start; at < start + byteCount; at++) {
      if (memory.get(ValueLayout.JAVA_BYTE, at) != UNTOUCHED) {
        return false;
      }
    }
    return true;
  }

  private long marginAfter() {
    return guarded ? 0 : MARGIN;
  }

  private long end(int index) {
    return index * stride + room;
  }

  @Override
  public void close() {
    Pages.unmap(memory);
  }
}

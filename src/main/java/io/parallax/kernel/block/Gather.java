package io.parallax.kernel.block;

import io.parallax.kernel.block.loop.Block;
import io.parallax.kernel.block.loop.Memory;
import io.parallax.program.Operand;
import io.parallax.type.StorageType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Objects;

/// Makes the elements of a strided slot a value. The value stays in the slot where the block lies
/// within one contiguous run, fills grains and is not widened; otherwise it is gathered run by run
/// into the buffer.
///
/// Neighbouring dimensions that the operand's strides step through evenly are merged first, so that
/// runs are as long as possible.
final class Gather implements BlockStep {
  private final int target;
  private final int slot;
  private final StorageType storage;
  private final int width;
  private final long[] extents;
  private final long[] strides;

  /// @param storage how the slot's elements are stored
  Gather(int target, Operand operand, List<Long> loopExtents, StorageType storage) {
    this.target = target;
    this.slot = operand.slot();
    this.storage = storage;
    this.width = storage.computing().byteWidth();
    long[] mergedExtents = new long[Math.max(1, loopExtents.size())];
    long[] mergedStrides = new long[mergedExtents.length];
    int rank = merge(operand, loopExtents, mergedExtents, mergedStrides);
    extents = java.util.Arrays.copyOf(mergedExtents, rank);
    strides = java.util.Arrays.copyOf(mergedStrides, rank);
  }

  /// Fills the arrays with the merged dimensions, innermost dimension first.
  ///
  /// @return the number of merged dimensions, at least 1
  private static int merge(
      Operand operand, List<Long> loopExtents, long[] extents, long[] strides) {
    int rank = 0;
    for (int dimension = loopExtents.size() - 1; dimension >= 0; dimension--) {
      long extent = loopExtents.get(dimension);
      long stride = operand.strides().get(dimension);
      if (rank > 0 && stride == strides[rank - 1] * extents[rank - 1]) {
        extents[rank - 1] *= extent;
      } else if (extent != 1) {
        extents[rank] = extent;
        strides[rank] = stride;
        rank++;
      }
    }
    if (rank == 0) {
      extents[0] = 1;
    }
    return Math.max(1, rank);
  }

  @Override
  public void run(Block block) {
    MemorySegment source = block.run().slot(slot);
    long[] coordinates = new long[extents.length];
    long element = locate(block.first(), coordinates);
    int count = block.count();
    boolean inOneRun = strides[0] == 1 && coordinates[0] + count <= extents[0];
    if (inOneRun && block.fillsGrains() && !storage.isNarrow()) {
      block.keepIn(target, source, element * width, width);
      return;
    }
    block.keepInBuffer(target);
    long at = block.address(target);
    for (int done = 0; done < count; ) {
      int length = (int) Math.min(count - done, extents[0] - coordinates[0]);
      copy(source, element, at + (long) done * width, length);
      done += length;
      element = advance(element, length, coordinates);
    }
  }

  /// Sets the coordinates of a flat position.
  ///
  /// @return the index of the slot element at this position
  private long locate(long flat, long[] coordinates) {
    long rest = flat;
    long element = 0;
    for (int dimension = 0; dimension < extents.length; dimension++) {
      coordinates[dimension] = rest % extents[dimension];
      rest /= extents[dimension];
      element += coordinates[dimension] * strides[dimension];
    }
    return element;
  }

  /// Moves `length` elements on in the run, and to the next run at the end of the run.
  ///
  /// @return the index of the slot element at the new position
  private long advance(long from, int length, long[] coordinates) {
    long element = from + length * strides[0];
    coordinates[0] += length;
    for (int dimension = 0;
        dimension < extents.length - 1 && coordinates[dimension] == extents[dimension];
        dimension++) {
      coordinates[dimension] = 0;
      coordinates[dimension + 1]++;
      element += strides[dimension + 1] - extents[dimension] * strides[dimension];
    }
    return element;
  }

  private void copy(MemorySegment source, long element, long at, int length) {
    if (storage.isNarrow()) {
      long last = element + (length - 1) * strides[0];
      Objects.checkIndex(last, source.byteSize() / storage.byteWidth());
      long from = Memory.address(source, element * storage.byteWidth(), storage.byteWidth());
      Widening.copy(storage, from, strides[0], at, length);
      return;
    }
    if (strides[0] == 1) {
      MemorySegment.copy(source, element * width, Memory.ALL, at, (long) length * width);
      return;
    }
    switch (width) {
      case Byte.BYTES -> copyBytes(source, element, at, length);
      case Integer.BYTES -> copyInts(source, element, at, length);
      default -> copyLongs(source, element, at, length);
    }
  }

  private void copyBytes(MemorySegment source, long element, long at, int length) {
    long stride = strides[0];
    for (int i = 0; i < length; i++) {
      Memory.ALL.set(
          ValueLayout.JAVA_BYTE,
          at + Memory.bytes(i, Byte.BYTES),
          source.get(ValueLayout.JAVA_BYTE, element + i * stride));
    }
  }

  private void copyInts(MemorySegment source, long element, long at, int length) {
    long stride = strides[0] * Integer.BYTES;
    long from = element * Integer.BYTES;
    for (int i = 0; i < length; i++) {
      int bits = source.get(ValueLayout.JAVA_INT, from + i * stride);
      Memory.ALL.set(ValueLayout.JAVA_INT, at + Memory.bytes(i, Integer.BYTES), bits);
    }
  }

  private void copyLongs(MemorySegment source, long element, long at, int length) {
    long stride = strides[0] * Long.BYTES;
    long from = element * Long.BYTES;
    for (int i = 0; i < length; i++) {
      long bits = source.get(ValueLayout.JAVA_LONG, from + i * stride);
      Memory.ALL.set(ValueLayout.JAVA_LONG, at + Memory.bytes(i, Long.BYTES), bits);
    }
  }
}

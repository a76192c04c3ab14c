package io.parallax.kernel.block.loop;

import io.parallax.kernel.LoopRun;
import io.parallax.program.Morsel;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The part of a loop's space that is being computed, and the addresses of its values.
///
/// A value is identified by the index of the operation that computes it. A value is stored either
/// in its buffer, which has room for [#SIZE] elements of any type, or in place in a slot. Loops may
/// read and write [#paddedCount] elements of every value, so a block whose count is not a multiple
/// of [#GRAIN] keeps all its values in buffers.
///
/// Mutable; belongs to one run of one morsel.
public final class Block {
  /// The most elements of a block. A few values of this length fit in the first-level cache.
  public static final int SIZE = 512;

  /// Elements of a grain: a multiple of the lanes of every vector, vectors of bools included.
  public static final int GRAIN = 64;

  /// Bytes from the start of one buffer to the start of the next. The extra cache line keeps
  /// buffers from competing for the same cache sets.
  public static final int BUFFER_BYTES = SIZE * Long.BYTES + 64;

  private final LoopRun run;
  private final Morsel morsel;
  private final long scratch;
  private final BufferPlan buffers;
  private final long[] addresses;

  private final long inner;
  private long row;
  private int rowCount;
  private long position;
  private int rowLength;

  /// @param scratch the memory of the buffers
  /// @param buffers the buffer of each value
  public Block(LoopRun run, Morsel morsel, MemorySegment scratch, BufferPlan buffers) {
    this.run = run;
    this.morsel = morsel;
    this.scratch = Memory.address(scratch, 0, buffers.byteSize());
    this.buffers = buffers;
    addresses = new long[buffers.valueCount()];
    inner = run.morsels().inner();
    for (int value = 0; value < buffers.valueCount(); value++) {
      keepInBuffer(value);
    }
  }

  /// Moves to part of one row.
  public void moveTo(long newRow, long newPosition, int count) {
    moveTo(newRow, 1, newPosition, count);
  }

  /// Moves to `rows` rows, and in each row to the `length` elements that start at `newPosition`.
  /// More than one row must be whole rows.
  public void moveTo(long newRow, int rows, long newPosition, int length) {
    row = newRow;
    rowCount = rows;
    position = newPosition;
    rowLength = length;
  }

  public LoopRun run() {
    return run;
  }

  public Morsel morsel() {
    return morsel;
  }

  public int count() {
    return rowCount * rowLength;
  }

  /// The count of elements, rounded up to whole grains.
  public int paddedCount() {
    return (count() + GRAIN - 1) & (2 * SIZE - GRAIN);
  }

  /// Whether the count is a whole number of grains. Values may then be stored in slots, because no
  /// loop accesses memory past the block.
  public boolean fillsGrains() {
    return (count() & (GRAIN - 1)) == 0;
  }

  /// The flat position of the first element in the loop's space.
  public long first() {
    return row * inner + position;
  }

  public long row() {
    return row;
  }

  public int rowCount() {
    return rowCount;
  }

  /// The position of the first element within its row.
  public long position() {
    return position;
  }

  /// The number of elements of each row in this block.
  public int rowLength() {
    return rowLength;
  }

  public boolean startsRow() {
    return position == morsel.from();
  }

  public boolean endsRow() {
    return position + rowLength == morsel.to();
  }

  /// Whether a bool is true for an element of this block. The answer may also be true where the
  /// bool is true for no element.
  public boolean holdsAnywhere(int condition) {
    return Bools.any(address(condition), count());
  }

  /// The address of a value's first element. The other elements follow without gaps.
  public long address(int value) {
    return Memory.address(addresses[value]);
  }

  public void keepInBuffer(int value) {
    addresses[value] = scratch + (long) buffers.buffer(value) * BUFFER_BYTES;
  }

  /// Places a value in a slot. The block must fill grains, unless nothing reads the value past the
  /// block's elements.
  ///
  /// @param offset of the value's first element, in bytes
  /// @param width bytes of an element
  /// @throws IndexOutOfBoundsException when the segment ends before the block
  public void keepIn(int value, MemorySegment segment, long offset, int width) {
    addresses[value] = Memory.address(segment, offset, (long) count() * width);
  }

  /// Repeats the value's first element through its buffer.
  ///
  /// @param width bytes of an element
  /// @param count number of elements that will be read: whole grains, or the elements of the
  ///   longest vector, which has [#GRAIN] bytes
  public void repeatFirst(int value, int width, int count) {
    long at = address(value);
    long pattern =
        switch (width) {
          case Byte.BYTES ->
              (Memory.ALL.get(ValueLayout.JAVA_BYTE, at) & 0xFFL) * 0x0101_0101_0101_0101L;
          case Integer.BYTES ->
              (Memory.ALL.get(ValueLayout.JAVA_INT, at) & 0xFFFF_FFFFL) * 0x1_0000_0001L;
          default -> Memory.ALL.get(ValueLayout.JAVA_LONG, at);
        };
    long bytes = (long) count * width;
    for (long done = 0; done < GRAIN; done += Long.BYTES) {
      Memory.ALL.set(ValueLayout.JAVA_LONG, at + done, pattern);
    }
    for (long done = GRAIN; done < bytes; done *= 2) {
      MemorySegment.copy(Memory.ALL, at, Memory.ALL, at + done, Math.min(done, bytes - done));
    }
  }

  /// Records that an operation faulted at an element of this block.
  public void faulted(int operation, int element) {
    run.faulted(operation, first() + element);
  }
}

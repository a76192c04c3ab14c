package io.parallax.array;

import io.parallax.memory.Allocation;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import io.parallax.type.DataType;
import io.parallax.type.StorageType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/// Off-heap memory to which elements are appended in blocks of [BlockFill#BLOCK]. It consists of
/// pieces that double up to 4 MiB, and then to an eighth of the memory before them; growing copies
/// nothing.
final class GrowingMemory {
  private static final long FIRST_PIECE_BYTES = 8L * BlockFill.BLOCK;
  private static final long GREATEST_PIECE_BYTES = 4 * 1024 * 1024;
  private static final int PART_OF_LONG = 8;

  private final Reservation reservation;
  private final DataType type;
  private final List<Allocation> pieces = new ArrayList<>();
  private MemorySegment last = MemorySegment.NULL;
  private long lastCount;
  private long elementCount;

  GrowingMemory(Reservation reservation, DataType type) {
    this.reservation = reservation;
    this.type = type;
  }

  long elementCount() {
    return elementCount;
  }

  /// Appends a full block of element bits.
  void append(long[] block) {
    if (lastCount * type.byteWidth() == last.byteSize()) {
      addPiece();
    }
    BlockFill.storeBits(block, block.length, type, last, lastCount);
    lastCount += block.length;
    elementCount += block.length;
  }

  /// Replaces the bits of elements of eight bytes, in place. Pieces hold bits of no element at
  /// their end, which are replaced, too.
  void replace(LongUnaryOperator replacement) {
    for (Allocation piece : pieces) {
      MemorySegment memory = piece.segment();
      long count = memory.byteSize() / Long.BYTES;
      for (long i = 0; i < count; i++) {
        long bits = memory.getAtIndex(ValueLayout.JAVA_LONG, i);
        memory.setAtIndex(ValueLayout.JAVA_LONG, i, replacement.applyAsLong(bits));
      }
    }
  }

  /// Copies the elements to the start of `target` and gives the pieces back.
  ///
  /// @param held how `target` holds the elements
  void moveTo(MemorySegment target, StorageType held) {
    long at = 0;
    for (Allocation piece : pieces) {
      MemorySegment memory = piece.segment();
      long count = Math.min(memory.byteSize() / type.byteWidth(), elementCount - at);
      if (held.isNarrow()) {
        for (long i = 0; i < count; i++) {
          Elements.write(target, held, at + i, Elements.read(memory, type, i));
        }
      } else {
        long width = type.byteWidth();
        MemorySegment.copy(memory, 0, target, at * width, count * width);
      }
      at += count;
      long charged = MemoryBudget.chargedBytes(piece.segment().byteSize());
      piece.close();
      reservation.shrink(charged);
    }
    pieces.clear();
    last = MemorySegment.NULL;
    lastCount = 0;
  }

  private void addPiece() {
    long before = elementCount * type.byteWidth();
    long part = before / PART_OF_LONG / FIRST_PIECE_BYTES * FIRST_PIECE_BYTES;
    long bytes =
        pieces.isEmpty()
            ? FIRST_PIECE_BYTES
            : Math.min(Math.max(GREATEST_PIECE_BYTES, part), 2 * last.byteSize());
    reservation.grow(bytes);
    Allocation piece = reservation.allocate(bytes);
    pieces.add(piece);
    last = piece.segment();
    lastCount = 0;
  }
}

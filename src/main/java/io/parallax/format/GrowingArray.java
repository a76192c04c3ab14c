package io.parallax.format;

import io.parallax.array.NDArray;
import io.parallax.memory.Reservation;
import io.parallax.type.ArrayType;
import io.parallax.type.Shape;
import io.parallax.type.StorageType;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// A 1-d array that is collected in pieces, because its length is not known beforehand. Each piece
/// is charged before it is allocated. At the end the array is charged and allocated, and the pieces
/// are freed one after the other as they are copied; a single full piece is the array itself.
public final class GrowingArray {
  private static final long FIRST_BYTES = 16 * 1024;
  private static final long GREATEST_BYTES = 4L << 20;

  /// A piece of a long array has this part of the elements before it, so that the number of pieces
  /// grows with the logarithm of the length.
  private static final int PART_OF_LONG = 8;

  private final StorageType type;
  private final Reservation reservation;
  private final List<NDArray> pieces = new ArrayList<>();
  private long count;

  /// The elements of the last piece that are in use.
  private long used;

  /// @param type how the elements are stored
  public GrowingArray(StorageType type, Reservation reservation) {
    this.type = type;
    this.reservation = reservation;
  }

  /// Elements of a piece, contents undefined, which are the next ones of the array.
  ///
  /// @param first index in the piece
  public record Room(NDArray piece, long first, long count) {}

  /// The number of elements that are in use.
  public long elementCount() {
    return count;
  }

  /// Room for the next elements. A new piece is begun only where the last one is full, and is small
  /// only where the array is.
  ///
  /// @param wanted 1 or more
  /// @return at least 1 and at most `wanted` elements
  public Room room(long wanted) {
    if (pieces.isEmpty() || used == pieces.getLast().elementCount()) {
      pieces.add(allocated(Math.max(wanted, nextPiece())));
      used = 0;
    }
    NDArray piece = pieces.getLast();
    Room room = new Room(piece, used, Math.min(wanted, piece.elementCount() - used));
    used += room.count();
    count += room.count();
    return room;
  }

  /// The elements of a new piece if it is not known how many are to come: as many as there are
  /// already, within bounds, and an eighth of them beyond.
  long nextPiece() {
    long before = count * type.byteWidth();
    long bytes = Math.clamp(before, FIRST_BYTES, Math.max(GREATEST_BYTES, before / PART_OF_LONG));
    return bytes / type.byteWidth();
  }

  /// Gives the last elements up, which are in the room that was taken last.
  void giveBack(long elements) {
    used -= elements;
    count -= elements;
  }

  /// The elements in use, in order. The pieces cannot be used afterwards.
  public NDArray finish() {
    if (pieces.size() == 1 && used == pieces.getFirst().elementCount()) {
      return pieces.getFirst();
    }
    NDArray whole = allocated(count);
    long atBytes = 0;
    for (NDArray piece : pieces) {
      long bytes = Math.min(piece.segment().byteSize(), whole.segment().byteSize() - atBytes);
      MemorySegment.copy(piece.segment(), 0, whole.segment(), atBytes, bytes);
      atBytes += bytes;
      reservation.release(piece.allocation());
    }
    pieces.clear();
    return whole;
  }

  private NDArray allocated(long elements) {
    ArrayType arrayType = new ArrayType(type, Shape.of(elements));
    reservation.grow(NDArray.chargedBytes(arrayType));
    return NDArray.allocate(arrayType, reservation);
  }
}

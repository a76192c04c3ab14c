package io.parallax.format;

import io.parallax.array.NDArray;
import io.parallax.memory.Reservation;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// A 1-d array that is collected in pieces, because its length is not known beforehand. Each piece
/// is charged before it is allocated. At the end the array is charged and allocated, and the pieces
/// are freed one after the other as they are copied; a single full piece is the array itself.
public final class GrowingArray {
  private static final long FIRST_BYTES = 16 * 1024;
  private static final long GREATEST_BYTES = 4L << 20;

  private final DataType type;
  private final Reservation reservation;
  private final List<NDArray> pieces = new ArrayList<>();
  private long count;

  public GrowingArray(DataType type, Reservation reservation) {
    this.type = type;
    this.reservation = reservation;
  }

  /// The elements of all pieces together.
  public long elementCount() {
    return count;
  }

  /// Appends a piece, contents undefined.
  public NDArray append(long elements) {
    NDArray piece = allocated(elements);
    pieces.add(piece);
    count += elements;
    return piece;
  }

  /// The number of elements of a piece when it is not known how many are still to come: as many as
  /// there are already, within bounds.
  long nextPiece() {
    long bytes = Math.clamp(count * type.byteWidth(), FIRST_BYTES, GREATEST_BYTES);
    return bytes / type.byteWidth();
  }

  /// Gives the last elements of the last piece up.
  ///
  /// @param elements at most as many as the piece has
  void dropLast(long elements) {
    if (elements > 0) {
      NDArray last = pieces.removeLast();
      pieces.addLast(last.leading(last.elementCount() - elements));
      count -= elements;
    }
  }

  /// The elements of all pieces in order. The pieces cannot be used afterwards.
  public NDArray finish() {
    if (pieces.size() == 1 && isWhole(pieces.getFirst())) {
      return pieces.getFirst();
    }
    NDArray whole = allocated(count);
    long atBytes = 0;
    for (NDArray piece : pieces) {
      MemorySegment elements = piece.segment();
      MemorySegment.copy(elements, 0, whole.segment(), atBytes, elements.byteSize());
      atBytes += elements.byteSize();
      reservation.release(piece.allocation());
    }
    pieces.clear();
    return whole;
  }

  private static boolean isWhole(NDArray piece) {
    return piece.allocation().byteSize() == piece.arrayType().byteSize();
  }

  private NDArray allocated(long elements) {
    ArrayType arrayType = new ArrayType(type, Shape.of(elements));
    reservation.grow(NDArray.chargedBytes(arrayType));
    return NDArray.allocate(arrayType, reservation);
  }
}

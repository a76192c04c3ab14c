package io.parallax.array;

import io.parallax.error.ComputeException;
import io.parallax.memory.Allocation;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A dense row-major array off the heap, starting at a multiple of 64 bytes.
///
/// Elements have native byte order and the width of [ArrayType#storage]; they are widened when they
/// are read. A bool is one byte, 0 or 1. Contents are undefined until written. Several threads may
/// read and write different elements at the same time. Element indexes are flat, row-major, from 0;
/// an index outside the array throws [IndexOutOfBoundsException].
public final class NDArray implements AutoCloseable {
  private final ArrayType arrayType;
  private final MemorySegment segment;
  private final @Nullable Allocation allocation;
  private final boolean view;

  /// @param allocation that holds the elements; null when the caller of [#over] keeps the memory
  /// @param view whether closing the array frees nothing
  private NDArray(
      ArrayType arrayType, MemorySegment segment, @Nullable Allocation allocation, boolean view) {
    this.arrayType = arrayType;
    this.segment = segment;
    this.allocation = allocation;
    this.view = view;
  }

  /// The bytes that an array is charged on a reservation: its elements' bytes rounded up to whole
  /// 64-byte lines; [Long#MAX_VALUE], which no budget grants, when the bytes exceed a `long`.
  public static long chargedBytes(ArrayType arrayType) {
    try {
      return MemoryBudget.chargedBytes(arrayType.byteSize());
    } catch (ArithmeticException beyondLong) {
      return Long.MAX_VALUE;
    }
  }

  /// Allocates an array within the bytes of a reservation, contents undefined. It costs
  /// [#chargedBytes].
  ///
  /// @throws IllegalStateException when the reservation has fewer bytes left
  /// @throws ComputeException MEMORY_EXHAUSTED when the machine itself has no memory left
  public static NDArray allocate(ArrayType arrayType, Reservation reservation) {
    if (chargedBytes(arrayType) == Long.MAX_VALUE) {
      throw new IllegalStateException("no reservation holds " + arrayType);
    }
    Allocation allocation = reservation.allocate(arrayType.byteSize());
    return new NDArray(arrayType, allocation.segment(), allocation, false);
  }

  /// The array in an allocation, which it owns.
  ///
  /// @param allocation of exactly the array's bytes
  static NDArray in(Allocation allocation, ArrayType arrayType) {
    if (allocation.byteSize() != arrayType.byteSize()) {
      throw new IllegalArgumentException(allocation.byteSize() + " bytes for " + arrayType);
    }
    return new NDArray(arrayType, allocation.segment(), allocation, false);
  }

  /// An array over memory that someone else owns and keeps alive; closing it frees nothing.
  ///
  /// @param memory off-heap, 64-byte aligned and at least as long as the elements
  public static NDArray over(ArrayType arrayType, MemorySegment memory) {
    if (!memory.isNative() || memory.address() % Allocation.ALIGNMENT_BYTES != 0) {
      throw new IllegalArgumentException("not off-heap memory aligned to 64 bytes: " + memory);
    }
    return new NDArray(arrayType, memory.asSlice(0, arrayType.byteSize()), null, true);
  }

  public ArrayType arrayType() {
    return arrayType;
  }

  public DataType type() {
    return arrayType.type();
  }

  public Shape shape() {
    return arrayType.shape();
  }

  public long elementCount() {
    return segment.byteSize() / arrayType.storage().byteWidth();
  }

  /// The elements: exactly the bytes they take, valid until the array is closed. A segment that is
  /// kept longer reads and overwrites the arrays of other requests.
  ///
  /// @throws IllegalStateException when the array is closed
  public MemorySegment segment() {
    if (allocation != null) {
      allocation.requireOpen();
    }
    return segment;
  }

  /// The bits of an element in the form of [Scalar#bits], except that a NaN keeps its own bits.
  public long bitsAt(long index) {
    return Elements.read(segment(), arrayType.storage(), index);
  }

  /// Overwrites an element with bits in the form of [#bitsAt]; a bool's bits must be 0 or 1.
  public void setBitsAt(long index, long bits) {
    Elements.write(segment(), arrayType.storage(), index, bits);
  }

  public Scalar scalarAt(long index) {
    return new Scalar(type(), bitsAt(index));
  }

  /// An element as a double: exact for every type but int64, which rounds to nearest.
  public double doubleAt(long index) {
    return switch (type()) {
      case BOOL, INT32, INT64 -> bitsAt(index);
      case FLOAT32 -> Float.intBitsToFloat((int) bitsAt(index));
      case FLOAT64 -> Double.longBitsToDouble(bitsAt(index));
    };
  }

  /// An element of a bool or integer array.
  ///
  /// @throws IllegalStateException when the array holds floats
  public long longAt(long index) {
    if (type().isFloating()) {
      throw new IllegalStateException(type() + " elements are not integers");
    }
    return bitsAt(index);
  }

  /// The first elements of a 1-d array, in the same memory: valid while this array is open, and
  /// closing it frees nothing.
  ///
  /// @param count from 0 to the array's own
  public NDArray leading(long count) {
    if (shape().rank() != 1 || count < 0 || count > elementCount()) {
      throw new IllegalArgumentException("no leading " + count + " elements of " + arrayType);
    }
    return new NDArray(
        new ArrayType(arrayType.storage(), Shape.of(count)),
        segment.asSlice(0, count * arrayType.storage().byteWidth()),
        allocation,
        true);
  }

  /// Consecutive rows of an array that is not a scalar, in the same memory: valid while this array
  /// is open, and closing it frees nothing. They begin at a multiple of the element's width only,
  /// so they are to be read element by element, not by an engine.
  ///
  /// @param from the index of the first row
  public NDArray rows(long from, long count) {
    Shape whole = shape();
    Objects.checkFromIndexSize(from, count, whole.extent(0));
    List<Long> extents = new ArrayList<>(whole.extents());
    extents.set(0, count);
    Shape part = new Shape(extents);
    long width = arrayType.storage().byteWidth();
    long rowElements = count == 0 ? 0 : part.elementCount() / count;
    return new NDArray(
        new ArrayType(arrayType.storage(), part),
        segment.asSlice(from * rowElements * width, part.elementCount() * width),
        allocation,
        true);
  }

  /// The memory that holds the elements, shared by an array and its views.
  ///
  /// @throws IllegalStateException when the array is over memory of someone else
  public Allocation allocation() {
    if (allocation == null) {
      throw new IllegalStateException(arrayType + " is in no memory of a reservation");
    }
    return allocation;
  }

  /// Frees the memory before the reservation ends and makes its bytes available to the reservation
  /// again; a view frees nothing. Idempotent. No thread may still be using the segment.
  @Override
  public void close() {
    if (allocation != null && !view) {
      allocation.close();
    }
  }

  @Override
  public String toString() {
    return arrayType.toString();
  }
}

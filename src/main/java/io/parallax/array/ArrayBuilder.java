package io.parallax.array;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.memory.Reservation;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;

/// Collects the elements of an array when their number is not known beforehand. One thread at a
/// time.
///
/// Without a declared type the array holds bools, or integers (int64), or, from the first float on,
/// float64. Integers before and after the first float are then rounded to the nearest float64.
/// Without any element the type is float64, as in NumPy.
///
/// An element that the type does not hold is refused by the append with INVALID_INPUT and leaves
/// the builder as it was; see [ElementConversion]. Appending grows the reservation by the bytes of
/// the elements (and at most 4 MiB or as much again). Finishing grows it by the array itself and
/// gives the bytes of appending back. A builder that is not finished leaves its memory to the
/// reservation.
public final class ArrayBuilder {
  private final Reservation reservation;
  private final boolean inferring;
  private final long[] staged = new long[BlockFill.BLOCK];
  private DataType type;
  private int stagedCount;
  private GrowingMemory stored;

  private ArrayBuilder(Reservation reservation, DataType type, boolean inferring) {
    this.reservation = reservation;
    this.type = type;
    this.inferring = inferring;
    this.stored = new GrowingMemory(reservation, type);
  }

  /// A builder that infers the type from the elements.
  public static ArrayBuilder inferring(Reservation reservation) {
    return new ArrayBuilder(reservation, DataType.INT64, true);
  }

  /// A builder for elements of a declared type.
  public static ArrayBuilder of(DataType type, Reservation reservation) {
    return new ArrayBuilder(reservation, type, false);
  }

  public long elementCount() {
    return stored.elementCount() + stagedCount;
  }

  /// Appends a bool.
  ///
  /// @throws ComputeException INVALID_INPUT among numbers; TOO_LARGE or MEMORY_EXHAUSTED as
  ///   [Reservation#grow]
  public void appendBool(boolean value) {
    if (inferring && elementCount() == 0) {
      retype(DataType.BOOL);
    }
    stage(ElementConversion.boolBits(value, type));
  }

  /// Appends an integer.
  ///
  /// @throws ComputeException INVALID_INPUT among bools and outside int32; TOO_LARGE or
  ///   MEMORY_EXHAUSTED as [Reservation#grow]
  public void appendInteger(long value) {
    stage(ElementConversion.integerBits(value, type));
  }

  /// Appends a float. An integer that has a fraction or exponent, or is too great for a long, is
  /// appended as the nearest float.
  ///
  /// @throws ComputeException INVALID_INPUT among bools, for a declared integer type, and for a
  ///   finite value outside float32; TOO_LARGE or MEMORY_EXHAUSTED as [Reservation#grow]
  public void appendFloat(double value) {
    if (inferring && type == DataType.INT64) {
      widen();
    }
    stage(ElementConversion.floatBits(value, type));
  }

  /// Makes the array. The builder cannot be used after the call.
  ///
  /// @throws ComputeException INVALID_INPUT when the shape has another number of elements;
  ///   TOO_LARGE or MEMORY_EXHAUSTED as [Reservation#grow]
  public NDArray finish(Shape shape) {
    long count = elementCount();
    if (count != shape.elementCount()) {
      throw new ComputeException(
          ErrorCode.INVALID_INPUT,
          "shape %s has %d elements, but %d were given"
              .formatted(shape, shape.elementCount(), count));
    }
    DataType finished = inferring && count == 0 ? DataType.FLOAT64 : type;
    ArrayType arrayType = new ArrayType(finished, shape);
    reservation.grow(NDArray.chargedBytes(arrayType));
    NDArray array = NDArray.allocate(arrayType, reservation);
    stored.moveTo(array.segment());
    BlockFill.storeBits(staged, stagedCount, type, array.segment(), count - stagedCount);
    stagedCount = 0;
    return array;
  }

  private void stage(long bits) {
    if (stagedCount == staged.length) {
      stored.append(staged);
      stagedCount = 0;
    }
    staged[stagedCount++] = bits;
  }

  private void retype(DataType newType) {
    type = newType;
    stored = new GrowingMemory(reservation, newType);
  }

  private void widen() {
    for (int i = 0; i < stagedCount; i++) {
      staged[i] = Double.doubleToRawLongBits((double) staged[i]);
    }
    stored.widen();
    type = DataType.FLOAT64;
  }
}

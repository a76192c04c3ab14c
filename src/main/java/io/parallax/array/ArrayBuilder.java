package io.parallax.array;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.memory.Reservation;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;

/// Collects the elements of an array whose number is not known beforehand. One thread at a time.
///
/// Without a declared type the array holds bools, or integers (int64), or, from the first float on,
/// float64: integers before and after it are then rounded to the nearest. Without any element it is
/// float64, as in NumPy.
///
/// Elements that a type does not hold are refused by the append with INVALID_INPUT and leave the
/// builder as it was; see [ElementConversion]. Appending grows the reservation by what the elements
/// take (and at most 4 MiB or as much again), finishing by the array itself; the former is given
/// back on finishing. A builder that is not finished leaves its memory to the reservation.
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

  /// Takes the type from the elements.
  public static ArrayBuilder inferring(Reservation reservation) {
    return new ArrayBuilder(reservation, DataType.INT64, true);
  }

  /// Holds the elements to a declared type.
  public static ArrayBuilder of(DataType type, Reservation reservation) {
    return new ArrayBuilder(reservation, type, false);
  }

  public long elementCount() {
    return stored.elementCount() + stagedCount;
  }

  /// Takes a bool.
  ///
  /// @throws ComputeException INVALID_INPUT among numbers; TOO_LARGE or MEMORY_EXHAUSTED as
  ///   [Reservation#grow]
  public void appendBool(boolean value) {
    if (inferring && elementCount() == 0) {
      retype(DataType.BOOL);
    }
    stage(ElementConversion.boolBits(value, type));
  }

  /// Takes an integer.
  ///
  /// @throws ComputeException INVALID_INPUT among bools and outside int32; TOO_LARGE or
  ///   MEMORY_EXHAUSTED as [Reservation#grow]
  public void appendInteger(long value) {
    stage(ElementConversion.integerBits(value, type));
  }

  /// Takes any float; of integers with a fraction or exponent, or too great for a long, the
  /// nearest.
  ///
  /// @throws ComputeException INVALID_INPUT among bools, for a declared integer type, and for a
  ///   finite value outside float32; TOO_LARGE or MEMORY_EXHAUSTED as [Reservation#grow]
  public void appendFloat(double value) {
    if (inferring && type == DataType.INT64) {
      widen();
    }
    stage(ElementConversion.floatBits(value, type));
  }

  /// The array; the builder is spent.
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

package io.parallax.array;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.memory.Reservation;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import io.parallax.type.StorageType;
import java.util.function.LongUnaryOperator;

/// Collects the elements of an array when their number is not known beforehand. One thread at a
/// time.
///
/// Without a declared type the array holds bools, or integers (int64), or, from the first float on,
/// float64. Integers before and after the first float are then rounded to the nearest float64.
/// Without any element the type is float64, as in NumPy.
///
/// An element that the type does not hold is refused by the append with INVALID_INPUT and leaves
/// the builder as it was; see [ElementConversion]. Appending grows the reservation by the bytes of
/// the elements (and at most 4 MiB, an eighth, or as much again). Finishing grows it by the array
/// itself and gives the bytes of appending back. A builder that is not finished leaves its memory
/// to the reservation.
public final class ArrayBuilder implements CollectedElements {
  /// Stands for −0 among integers while the type is inferred and no element is this number.
  private static final long NEGATIVE_ZERO = Long.MIN_VALUE;

  private final Reservation reservation;
  private final boolean inferring;
  private final StorageType storage;
  private final long[] staged = new long[BlockFill.BLOCK];
  private DataType type;
  private int stagedCount;
  private GrowingMemory stored;
  private boolean hasNegativeZero;
  private boolean hasLeast;

  /// @param storage the declared type; that of float64 while the type is inferred
  private ArrayBuilder(
      Reservation reservation, DataType type, StorageType storage, boolean inferring) {
    this.reservation = reservation;
    this.type = type;
    this.storage = storage;
    this.inferring = inferring;
    this.stored = new GrowingMemory(reservation, type);
  }

  /// A builder that infers the type from the elements.
  public static ArrayBuilder inferring(Reservation reservation) {
    return new ArrayBuilder(reservation, DataType.INT64, StorageType.FLOAT64, true);
  }

  /// A builder for elements of a declared type.
  public static ArrayBuilder of(StorageType type, Reservation reservation) {
    return new ArrayBuilder(reservation, type.computing(), type, false);
  }

  @Override
  public boolean isOf(StorageType type) {
    return !inferring && storage == type;
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
  /// @throws ComputeException INVALID_INPUT among bools and outside the type; TOO_LARGE or
  ///   MEMORY_EXHAUSTED as [Reservation#grow]
  public void appendInteger(long value) {
    if (value == NEGATIVE_ZERO && inferring && !hasLeast) {
      forgetNegativeZeros();
    }
    stage(
        inferring
            ? ElementConversion.integerBits(value, type)
            : ElementConversion.integerBits(value, storage));
  }

  /// Appends `-0`: the integer 0, but −0.0 where the array becomes one of floats. It becomes 0.0 in
  /// one case, if −2⁶³ is among its integers.
  ///
  /// @throws ComputeException as [#appendInteger]
  public void appendNegativeZero() {
    if (type.isFloating()) {
      appendFloat(-0.0);
    } else if (inferring && type == DataType.INT64 && !hasLeast) {
      hasNegativeZero = true;
      stage(NEGATIVE_ZERO);
    } else {
      appendInteger(0);
    }
  }

  /// As appending a float does.
  @Override
  public void becomeFloating() {
    if (inferring && type == DataType.INT64) {
      widen();
    }
  }

  /// Appends a float. An integer that has a fraction or exponent, or is too great for a long, is
  /// appended as the nearest float.
  ///
  /// @throws ComputeException INVALID_INPUT among bools, for a fraction in a declared integer type,
  ///   and for a finite value outside the type; TOO_LARGE or MEMORY_EXHAUSTED as [Reservation#grow]
  public void appendFloat(double value) {
    becomeFloating();
    stage(
        inferring
            ? ElementConversion.floatBits(value, type)
            : ElementConversion.floatBits(value, storage));
  }

  @Override
  public NDArray finish(Shape shape) {
    if (hasNegativeZero && type == DataType.INT64) {
      forgetNegativeZeros();
    }
    long count = elementCount();
    if (count != shape.elementCount()) {
      throw new ComputeException(
          ErrorCode.INVALID_INPUT,
          "shape %s has %d elements, but %d were given"
              .formatted(shape, shape.elementCount(), count));
    }
    ArrayType arrayType = new ArrayType(held(), shape);
    reservation.grow(NDArray.chargedBytes(arrayType));
    NDArray array = NDArray.allocate(arrayType, reservation);
    stored.moveTo(array.segment(), arrayType.storage());
    for (int i = 0; i < stagedCount; i++) {
      array.setBitsAt(count - stagedCount + i, staged[i]);
    }
    stagedCount = 0;
    return array;
  }

  private StorageType held() {
    if (!inferring) {
      return storage.held();
    }
    return elementCount() == 0 ? StorageType.FLOAT64 : StorageType.of(type);
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
    replace(hasNegativeZero ? ArrayBuilder::signedDoubleBits : ArrayBuilder::doubleBits);
    type = DataType.FLOAT64;
    hasNegativeZero = false;
  }

  /// Makes the elements that stand for −0 zeros. Afterwards the least int64 stands for itself.
  private void forgetNegativeZeros() {
    hasLeast = true;
    if (hasNegativeZero) {
      replace(value -> value == NEGATIVE_ZERO ? 0 : value);
      hasNegativeZero = false;
    }
  }

  private void replace(LongUnaryOperator replacement) {
    for (int i = 0; i < stagedCount; i++) {
      staged[i] = replacement.applyAsLong(staged[i]);
    }
    stored.replace(replacement);
  }

  private static long doubleBits(long value) {
    return Double.doubleToRawLongBits((double) value);
  }

  private static long signedDoubleBits(long value) {
    return value == NEGATIVE_ZERO ? Double.doubleToRawLongBits(-0.0) : doubleBits(value);
  }
}

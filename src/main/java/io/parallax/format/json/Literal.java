package io.parallax.format.json;

import io.parallax.array.ArrayBuilder;
import io.parallax.array.NDArray;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.memory.Reservation;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.util.Optional;

/// Elements that were read before all was known about their array. Whether the type was declared
/// before them or comes after, the same array comes out; only numbers whose nearest float32 is no
/// longer known are refused when it comes after.
///
/// @param builder holds them, unfinished; with the declared type, or inferring
/// @param nested the shape their nesting shows
/// @param pointer to the value they were read from
record Literal(ArrayBuilder builder, Shape nested, FirstIndexes firsts, String pointer) {

  /// The array.
  ///
  /// @param shape if declared: that of the nesting or, if that is flat, any of as many elements
  /// @param type if declared, as it was to the builder if it was known then
  NDArray finish(Optional<Shape> shape, Optional<DataType> type, Reservation reservation) {
    requireInteger64ForQuoted(type);
    type.ifPresentOrElse(this::requireHeldBy, this::requireInferable);
    shape.ifPresent(this::requireFitting);
    NDArray array = builder.finish(shape.orElse(nested));
    return type.isEmpty() || array.type() == type.get()
        ? array
        : retyped(array, type.get(), reservation);
  }

  private void requireInteger64ForQuoted(Optional<DataType> type) {
    boolean isInteger64 = type.isPresent() && type.get() == DataType.INT64;
    refuseIf(
        !isInteger64, firsts.quoted(), "integers stand in strings only where dtype is \"int64\"");
  }

  private void requireInferable() {
    refuseIf(
        firsts.floating() < 0,
        firsts.beyondInt64(),
        "the integer is outside int64; with dtype \"float64\" it would be rounded");
  }

  private void requireHeldBy(DataType type) {
    refuseIf(type.isInteger(), firsts.floating(), "a float cannot stand in an " + type + " array");
    refuseIf(type.isInteger(), firsts.beyondInt64(), "the integer is outside " + type);
    refuseIf(
        type == DataType.FLOAT32,
        firsts.twiceRounded(),
        "the nearest float32 is no longer known here: write dtype before values");
  }

  private void requireFitting(Shape shape) {
    boolean flat = nested.rank() == 1 && nested.elementCount() == shape.elementCount();
    if (!flat && !nested.equals(shape)) {
      throw new ComputeException(
              ErrorCode.INVALID_INPUT,
              "the shape %s has %d elements, but the values have shape %s with %d"
                  .formatted(shape, shape.elementCount(), nested, nested.elementCount()))
          .atPointer(pointer);
    }
  }

  private NDArray retyped(NDArray array, DataType type, Reservation reservation) {
    ArrayBuilder target = ArrayBuilder.of(type, reservation);
    for (long index = 0; index < array.elementCount(); index++) {
      try {
        append(array, index, target);
      } catch (ComputeException refused) {
        throw refused.code() == ErrorCode.INVALID_INPUT
            ? refused.atPointer(pointerTo(index))
            : refused;
      }
    }
    Shape shape = array.shape();
    array.close();
    return target.finish(shape);
  }

  private static void append(NDArray array, long index, ArrayBuilder target) {
    switch (array.type()) {
      case BOOL -> target.appendBool(array.bitsAt(index) != 0);
      case INT32, INT64 -> target.appendInteger(array.bitsAt(index));
      case FLOAT32, FLOAT64 -> target.appendFloat(array.doubleAt(index));
    }
  }

  private void refuseIf(boolean applies, long index, String detail) {
    if (applies && index >= 0) {
      throw new ComputeException(ErrorCode.INVALID_INPUT, detail).atPointer(pointerTo(index));
    }
  }

  /// The pointer to the element of that flat index.
  private String pointerTo(long index) {
    StringBuilder path = new StringBuilder();
    long rest = index;
    for (int dimension = nested.rank() - 1; dimension >= 0; dimension--) {
      path.insert(0, "/" + rest % nested.extent(dimension));
      rest /= nested.extent(dimension);
    }
    return pointer + path;
  }
}

package io.parallax.format.json;

import io.parallax.array.ArrayBuilder;
import io.parallax.array.CollectedElements;
import io.parallax.array.NDArray;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.json.scan.FirstIndexes;
import io.parallax.memory.Reservation;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import io.parallax.type.StorageType;
import java.util.Optional;

/// The elements of an array value as they were read, before the array is made of them. In a JSON
/// body, `dtype` and `shape` may come before or after `values`; [#finish] makes the same array in
/// both cases. One case is refused: `dtype` "float32" after `values`, if the nearest float32 of a
/// number can no longer be told.
///
/// @param elements of the declared type if the type was declared before them, otherwise of a type
///   inferred from them
/// @param nested the shape of the nested arrays in the text
/// @param firsts the first element of each kind that some type cannot hold
/// @param pointer the JSON pointer of the value
record Literal(CollectedElements elements, Shape nested, FirstIndexes firsts, String pointer) {
  /// With the type, the type and a value of it.
  private static final String NO_NULL =
      "null is a missing value, for which there is no %s: say what it is in nulls, such as"
          + " {\"dtype\": \"%s\", \"nulls\": %s, \"values\": …}, in this order, or \"skip\"";

  /// Makes the array. Refuses elements that the type cannot hold.
  ///
  /// @param shape the declared shape; equal to the shape of the nesting, or, if the nesting is
  ///   flat, any shape with as many elements
  /// @param storage the declared type; the builder's type if the type was declared before the
  ///   elements
  NDArray finish(Optional<Shape> shape, Optional<StorageType> storage, Reservation reservation) {
    Optional<DataType> type = storage.map(StorageType::computing);
    requireInteger64ForQuoted(type);
    type.ifPresentOrElse(this::requireHeldBy, this::requireInferable);
    shape.ifPresent(this::requireFitting);
    if (type.isPresent() && type.get().isFloating()) {
      elements.becomeFloating();
    }
    NDArray array = elements.finish(shape.orElse(nested));
    boolean isAsDeclared =
        storage.isEmpty()
            || elements.isOf(storage.get())
            || (array.type() == type.orElseThrow() && !storage.get().isNarrow());
    return isAsDeclared ? array : retyped(array, storage.get(), reservation);
  }

  private void requireInteger64ForQuoted(Optional<DataType> type) {
    boolean isInteger64 = type.isPresent() && type.get() == DataType.INT64;
    refuseIf(
        !isInteger64, firsts.quoted(), "integers stand in strings only where dtype is \"int64\"");
  }

  private void requireInferable() {
    refuseIf(
        firsts.floating() < 0 && firsts.beyondInt64() >= 0,
        firsts.inexact(),
        "the array holds integers outside int64, and float64 would round this one: declare dtype"
            + " \"float64\" to have it rounded");
    refuseIf(
        firsts.floating() < 0 && firsts.absent() >= 0,
        firsts.inexact(),
        "null makes the array float64, which would round this integer: declare dtype \"float64\" to"
            + " have it rounded");
  }

  private void requireHeldBy(DataType type) {
    refuseIf(!type.isFloating(), firsts.absent(), noNull(StorageType.of(type)));
    refuseIf(
        type.isInteger(),
        firsts.fraction(),
        "the number is not an integer and cannot stand in an "
            + type
            + " array; float64 holds both");
    refuseIf(type.isInteger(), firsts.beyondInt64(), "the integer is outside " + type);
    refuseIf(
        type.isInteger() && firsts.floating() >= 0,
        firsts.inexact(),
        "the integer is no longer known here, beside floats: write dtype before values");
    refuseIf(
        type == DataType.FLOAT32,
        firsts.twiceRounded(),
        "the nearest float32 is no longer known here: write dtype before values");
  }

  /// The refusal of `null` in an array of a type without NaN.
  static String noNull(StorageType type) {
    return type == StorageType.BOOL
        ? NO_NULL.formatted(type, type, "false")
        : NO_NULL.formatted(type, type, "0") + "; or declare dtype \"float64\", where it is NaN";
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

  private NDArray retyped(NDArray array, StorageType type, Reservation reservation) {
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

  /// The JSON pointer of the element with this flat index.
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

package io.parallax.array;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.memory.Reservation;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import io.parallax.type.StorageType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/// Converts arrays to a type in which they are sent. Floats are rounded to the nearest float of a
/// narrower type. Everything else must be exact: an element that the type does not hold is refused.
/// NaN and infinities pass among floats.
///
/// @param type the type in which the elements are sent; the arrays have the type that it is read as
public record Narrowing(StorageType type) {
  /// Elements between two looks at the deadline.
  private static final long STEP_ELEMENTS = 1 << 20;

  /// The bytes that [#of] takes of its reservation.
  public long bytes(ArrayType array) {
    return isCopied(array.type())
        ? NDArray.chargedBytes(new ArrayType(type.computing(), array.shape()))
        : 0;
  }

  /// The elements of an array in the type: the array itself, where all of them fit as they are, or
  /// a new array.
  ///
  /// @param reservation has [#bytes] left
  /// @param betweenSteps called now and then; may throw
  /// @throws ComputeException INVALID_ARGUMENT with the index of the first element that does not
  ///   fit
  public NDArray of(NDArray array, Reservation reservation, Runnable betweenSteps) {
    boolean copied = isCopied(array.type());
    NDArray target =
        copied
            ? NDArray.allocate(new ArrayType(type.computing(), array.shape()), reservation)
            : array;
    for (long start = 0; start < array.elementCount(); start += STEP_ELEMENTS) {
      betweenSteps.run();
      long end = Math.min(start + STEP_ELEMENTS, array.elementCount());
      long done =
          array.type() == DataType.FLOAT64 && type == StorageType.FLOAT32
              ? roundWhileFinite(array.segment(), target.segment(), start, end)
              : start;
      convert(array, target, done, end, copied);
    }
    return target;
  }

  /// Whether an array of this type is not sent with the elements it has.
  private boolean isCopied(DataType source) {
    return source != type.computing() || type == StorageType.FLOAT16;
  }

  private boolean isChecked(DataType source) {
    return type != StorageType.of(source);
  }

  private void convert(NDArray array, NDArray target, long start, long end, boolean copied) {
    if (!isChecked(array.type())) {
      return;
    }
    for (long index = start; index < end; index++) {
      try {
        long bits = bits(array, index);
        if (copied) {
          target.setBitsAt(index, bits);
        }
      } catch (ComputeException failure) {
        throw new ComputeException(
            ErrorCode.INVALID_ARGUMENT, where(array.shape(), index) + failure.detail());
      }
    }
  }

  private long bits(NDArray array, long index) {
    return switch (array.type()) {
      case BOOL, INT32, INT64 -> integer(array.longAt(index));
      case FLOAT32, FLOAT64 -> floating(array.doubleAt(index));
    };
  }

  private long integer(long value) {
    return switch (type) {
      case BOOL -> bool(value == 0, value == 1, value);
      case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 ->
          ElementConversion.integerBits(value, type);
      case FLOAT16, FLOAT32, FLOAT64 -> {
        long bits = ElementConversion.integerBits(value, type);
        double narrowed =
            type == StorageType.FLOAT64
                ? Double.longBitsToDouble(bits)
                : Float.intBitsToFloat((int) bits);
        if ((long) narrowed != value || value == Long.MAX_VALUE) {
          throw refused(value + " is not exact in " + type);
        }
        yield bits;
      }
    };
  }

  private long floating(double value) {
    return switch (type) {
      case BOOL -> bool(value == 0, value == 1, value);
      case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64, FLOAT16, FLOAT32, FLOAT64 ->
          ElementConversion.floatBits(value, type);
    };
  }

  private static long bool(boolean isFalse, boolean isTrue, Number value) {
    if (!isFalse && !isTrue) {
      throw refused(value + " is neither 0 nor 1, and so no bool");
    }
    return isTrue ? 1 : 0;
  }

  /// Rounds float64 to float32.
  ///
  /// @return the index of the first element that is infinite as a float32, or `end`
  private static long roundWhileFinite(
      MemorySegment source, MemorySegment target, long start, long end) {
    for (long index = start; index < end; index++) {
      float rounded = (float) source.getAtIndex(ValueLayout.JAVA_DOUBLE, index);
      if (Float.isInfinite(rounded)) {
        return index;
      }
      target.setAtIndex(ValueLayout.JAVA_FLOAT, index, rounded);
    }
    return end;
  }

  private static String where(Shape shape, long index) {
    if (shape.isScalar()) {
      return "";
    }
    List<Long> place = new ArrayList<>();
    long rest = index;
    for (long extent : shape.extents().reversed()) {
      place.addFirst(rest % extent);
      rest /= extent;
    }
    return "element " + place + ": ";
  }

  private static ComputeException refused(String sentence) {
    return new ComputeException(ErrorCode.INVALID_ARGUMENT, sentence);
  }
}

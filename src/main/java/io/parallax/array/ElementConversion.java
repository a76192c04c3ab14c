package io.parallax.array;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.type.DataType;
import io.parallax.type.StorageType;

/// Converts values into elements of a declared type, given as [io.parallax.type.Scalar] bits. A
/// value that does not fit is refused with INVALID_INPUT, never wrapped. Floats are rounded to the
/// nearest, because they are decimal fractions to the caller.
final class ElementConversion {
  private static final long FLOAT32_EXACT = 1L << 24;
  private static final long FLOAT64_EXACT = 1L << 53;

  private ElementConversion() {}

  static long boolBits(boolean value, DataType type) {
    if (type != DataType.BOOL) {
      throw invalid(
          "%s is a bool and cannot stand in %s %s array: an array holds bools only or numbers only"
              .formatted(value, type.label().startsWith("int") ? "an" : "a", type));
    }
    return value ? 1 : 0;
  }

  static long integerBits(long value, DataType type) {
    return switch (type) {
      case BOOL -> throw numberAmongBools(value);
      case INT32 -> {
        if ((int) value != value) {
          throw invalid(
              "%d is outside int32, which holds %d to %d; int64 would hold it"
                  .formatted(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
        }
        yield value;
      }
      case INT64 -> value;
      case FLOAT32 -> Float.floatToRawIntBits((float) value);
      case FLOAT64 -> Double.doubleToRawLongBits((double) value);
    };
  }

  /// An integer as it is stored, in the type it is computed in.
  static long integerBits(long value, StorageType type) {
    return switch (type) {
      case BOOL, INT32, INT64, FLOAT32, FLOAT64 -> integerBits(value, type.computing());
      case INT8, INT16, UINT8, UINT16, UINT32, UINT64 -> {
        if (value < type.least() || value > type.greatest()) {
          throw invalid(
              "%d is outside %s, which holds %d to %d%s; int64 would hold it"
                  .formatted(
                      value,
                      type,
                      type.least(),
                      type.greatest(),
                      type == StorageType.UINT64 ? " as it is read as int64" : ""));
        }
        yield value;
      }
      case FLOAT16 -> float16Bits((double) value);
    };
  }

  /// A float as it is stored, in the type it is computed in.
  static long floatBits(double value, StorageType type) {
    return switch (type) {
      case BOOL, INT32, INT64, FLOAT32, FLOAT64 -> floatBits(value, type.computing());
      case INT8, INT16, UINT8, UINT16, UINT32, UINT64 -> integerBits(whole(value, type), type);
      case FLOAT16 -> float16Bits(value);
    };
  }

  /// The float32 bits of the float16 that is nearest to a float64.
  private static long float16Bits(double value) {
    float narrowed = Float.float16ToFloat(Float.floatToFloat16(roundedToOdd(value)));
    if (Float.isInfinite(narrowed) && !Double.isInfinite(value)) {
      throw invalid(
          "%s is outside float16, whose greatest value is 65504; float32 would hold it"
              .formatted(value));
    }
    return Float.floatToRawIntBits(narrowed) & 0xFFFF_FFFFL;
  }

  /// The value as a float32 whose last bit is set where it is not exact, so that rounding it again
  /// gives what rounding once would (S. Boldo and G. Melquiond, "Emulation of a FMA and correctly
  /// rounded sums: proved algorithms using rounding to odd", IEEE Transactions on Computers 57,
  /// 2008).
  private static float roundedToOdd(double value) {
    float nearest = (float) value;
    if (nearest == value || Float.isNaN(nearest) || Float.isInfinite(nearest)) {
      return nearest;
    }
    boolean isOdd = (Float.floatToRawIntBits(nearest) & 1) == 1;
    if (isOdd) {
      return nearest;
    }
    return nearest < value ? Math.nextUp(nearest) : Math.nextDown(nearest);
  }

  private static long whole(double value, Object type) {
    long whole = (long) value;
    if (Math.abs(value) >= 0x1p63 && !Double.isInfinite(value) && value != Long.MIN_VALUE) {
      throw invalid("%s is outside %s; float64 would hold it".formatted(value, type));
    }
    if ((double) whole != value || whole == Long.MAX_VALUE) {
      throw invalid(
          "%s is not an integer and cannot stand in an %s array; float64 holds both"
              .formatted(value, type));
    }
    return whole;
  }

  /// Integers take floats without a fraction.
  static long floatBits(double value, DataType type) {
    return switch (type) {
      case BOOL -> throw numberAmongBools(value);
      case INT32, INT64 -> integerBits(whole(value, type), type);
      case FLOAT32 -> {
        float narrowed = (float) value;
        if (Float.isInfinite(narrowed) && !Double.isInfinite(value)) {
          throw invalid(
              "%s is outside float32, whose greatest value is %s; float64 would hold it"
                  .formatted(value, Float.MAX_VALUE));
        }
        yield Float.floatToRawIntBits(narrowed) & 0xFFFF_FFFFL;
      }
      case FLOAT64 -> Double.doubleToRawLongBits(value);
    };
  }

  /// Refuses an integer that the type does not hold exactly. Rounding would merge generated
  /// integers, which would then not be the integers asked for.
  static void requireExact(long value, DataType type) {
    integerBits(value, type);
    long exact = type == DataType.FLOAT32 ? FLOAT32_EXACT : FLOAT64_EXACT;
    require(
        !type.isFloating() || (value <= exact && value >= -exact),
        value + " is not exact in " + type + "; int64 would hold it");
  }

  static void requireFloating(String what, DataType type) {
    require(
        type.isFloating(), what + " gives floats: its dtype is float64 or float32, not " + type);
  }

  /// @throws ComputeException INVALID_ARGUMENT unless `holds`
  static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new ComputeException(ErrorCode.INVALID_ARGUMENT, sentence);
    }
  }

  private static ComputeException numberAmongBools(Number value) {
    return invalid(
        "%s is a number and cannot stand in a bool array: an array holds bools only or numbers only"
            .formatted(value));
  }

  private static ComputeException invalid(String sentence) {
    return new ComputeException(ErrorCode.INVALID_INPUT, sentence);
  }
}

package io.parallax.type;

/// One typed value.
///
/// @param bits the value of a bool (0 or 1) or integer as a `long`; of a float64 its IEEE 754 bits;
///   of a float32 its 32 bits, zero-extended. A NaN is stored in Java's canonical form, so equal
///   records are equal values (+0 and −0 differ)
public record Scalar(DataType type, long bits) {
  public Scalar {
    bits =
        switch (type) {
          case BOOL -> bits != 0 ? 1 : 0;
          case INT32 -> (int) bits;
          case INT64 -> bits;
          case FLOAT32 -> Float.floatToIntBits(Float.intBitsToFloat((int) bits)) & 0xFFFF_FFFFL;
          case FLOAT64 -> Double.doubleToLongBits(Double.longBitsToDouble(bits));
        };
  }

  public static Scalar of(boolean value) {
    return new Scalar(DataType.BOOL, value ? 1 : 0);
  }

  public static Scalar of(int value) {
    return new Scalar(DataType.INT32, value);
  }

  public static Scalar of(long value) {
    return new Scalar(DataType.INT64, value);
  }

  public static Scalar of(float value) {
    return new Scalar(DataType.FLOAT32, Float.floatToIntBits(value));
  }

  public static Scalar of(double value) {
    return new Scalar(DataType.FLOAT64, Double.doubleToLongBits(value));
  }

  /// The value as a double: exact for every type but int64, which rounds to nearest.
  public double asDouble() {
    return switch (type) {
      case BOOL, INT32, INT64 -> bits;
      case FLOAT32 -> Float.intBitsToFloat((int) bits);
      case FLOAT64 -> Double.longBitsToDouble(bits);
    };
  }

  /// Whether the value is not zero; NaN counts as true, as in Python.
  public boolean asBoolean() {
    return type.isFloating() ? asDouble() != 0 : bits != 0;
  }
}

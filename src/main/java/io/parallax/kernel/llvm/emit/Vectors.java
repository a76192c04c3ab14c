package io.parallax.kernel.llvm.emit;

import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.StorageType;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// IR's notation for vectors with a number of elements, or for scalars in their place. A bool is an
/// `i1` in a vector and an `i8` in memory.
///
/// @param isScalar whether values are no vectors at all, so that `lanes` is 1
public record Vectors(int lanes, boolean isScalar) {
  /// Scalars where an emitter writes vectors otherwise: code for one element at a time.
  public static final Vectors SCALAR = new Vectors(1, true);

  public Vectors(int lanes) {
    this(lanes, false);
  }

  /// The type of one element, such as `double`.
  public static String element(DataType type) {
    return switch (type) {
      case BOOL -> "i1";
      case INT32 -> "i32";
      case INT64 -> "i64";
      case FLOAT32 -> "float";
      case FLOAT64 -> "double";
    };
  }

  /// The type of one element in memory.
  public static String stored(DataType type) {
    return type == DataType.BOOL ? "i8" : element(type);
  }

  /// The type of one element in memory.
  public static String stored(StorageType storage) {
    return switch (storage) {
      case BOOL, INT8, UINT8 -> "i8";
      case INT16, UINT16 -> "i16";
      case INT32, UINT32 -> "i32";
      case INT64, UINT64 -> "i64";
      case FLOAT16 -> "half";
      case FLOAT32 -> "float";
      case FLOAT64 -> "double";
    };
  }

  /// The type of a vector, such as `<8 x double>`.
  public String of(DataType type) {
    return of(element(type));
  }

  public String of(String element) {
    return isScalar ? element : "<" + lanes + " x " + element + ">";
  }

  public String ofStored(DataType type) {
    return of(stored(type));
  }

  public String ofStored(StorageType storage) {
    return of(stored(storage));
  }

  public String mask() {
    return of("i1");
  }

  /// The end of an intrinsic's name, such as `.v8f64`.
  public String suffix(DataType type) {
    return suffix(
        switch (type) {
          case BOOL -> "i1";
          case INT32 -> "i32";
          case INT64 -> "i64";
          case FLOAT32 -> "f32";
          case FLOAT64 -> "f64";
        });
  }

  public String suffix(String element) {
    return isScalar ? "." + element : ".v" + lanes + element;
  }

  public String storedSuffix(DataType type) {
    return type == DataType.BOOL ? suffix("i8") : suffix(type);
  }

  public String storedSuffix(StorageType storage) {
    return switch (storage) {
      case FLOAT16 -> suffix("f16");
      case FLOAT32 -> suffix("f32");
      case FLOAT64 -> suffix("f64");
      case BOOL, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 ->
          suffix(stored(storage));
    };
  }

  /// The constant in every element, without the type of the vector.
  public String constant(Scalar value) {
    return constant(value.type(), literal(value));
  }

  /// The constant in every element, without the type of the vector.
  public String constant(DataType type, String literal) {
    return isScalar ? literal : splat(type, literal);
  }

  /// The constant in every element of a vector, without the type of the vector.
  static String splat(Scalar value) {
    return splat(value.type(), literal(value));
  }

  public static String splat(DataType type, String literal) {
    return "splat (" + element(type) + " " + literal + ")";
  }

  public static String splatLong(long value) {
    return splat(DataType.INT64, Long.toString(value));
  }

  public static String splatDouble(double value) {
    return splat(Scalar.of(value));
  }

  /// One element as IR writes it. Floats are written as bits, a float32 as the bits of its double.
  public static String literal(Scalar value) {
    return switch (value.type()) {
      case BOOL -> value.asBoolean() ? "true" : "false";
      case INT32, INT64 -> Long.toString(value.bits());
      case FLOAT32, FLOAT64 -> "0x%016X".formatted(Double.doubleToLongBits(value.asDouble()));
    };
  }

  /// The vector `<i64 0, i64 1, …>`.
  public String iota() {
    return indices("i64", 0);
  }

  /// The vector of consecutive indices that begins with the first.
  public String indices(String element, int first) {
    return IntStream.range(first, first + lanes)
        .mapToObj(index -> element + " " + index)
        .collect(Collectors.joining(", ", "<", ">"));
  }
}

package io.parallax.type;

import java.util.Arrays;
import java.util.Optional;

/// An element type. Elements are stored in native byte order; a bool is one byte, 0 or 1.
public enum DataType {
  BOOL("bool", 1),
  INT32("int32", Integer.BYTES),
  INT64("int64", Long.BYTES),
  FLOAT32("float32", Float.BYTES),
  FLOAT64("float64", Double.BYTES);

  private final String label;
  private final int byteWidth;

  DataType(String label, int byteWidth) {
    this.label = label;
    this.byteWidth = byteWidth;
  }

  /// The type's name in requests, responses and as a cast in the language, such as `float64`.
  public String label() {
    return label;
  }

  /// Bytes one element takes.
  public int byteWidth() {
    return byteWidth;
  }

  public boolean isFloating() {
    return this == FLOAT32 || this == FLOAT64;
  }

  /// True for int32 and int64; bool is not an integer.
  public boolean isInteger() {
    return this == INT32 || this == INT64;
  }

  /// True for every type but bool.
  public boolean isNumeric() {
    return this != BOOL;
  }

  /// The smallest type that holds the values of both types, as NumPy 2 promotes. int32 or int64
  /// with float32 gives float64; bool with any type gives the other type.
  public DataType promote(DataType other) {
    if (this == other || other == BOOL) {
      return this;
    }
    if (this == BOOL) {
      return other;
    }
    if (isInteger() && other.isInteger()) {
      return INT64;
    }
    return FLOAT64;
  }

  /// The type with this label, empty for an unknown label.
  public static Optional<DataType> ofLabel(String label) {
    return Arrays.stream(values()).filter(type -> type.label.equals(label)).findFirst();
  }

  @Override
  public String toString() {
    return label;
  }
}

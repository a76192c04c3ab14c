package io.parallax.type;

/// What is known of an array before it exists: its element type and shape.
public record ArrayType(DataType type, Shape shape) {
  /// The bytes its elements take.
  ///
  /// @throws ArithmeticException when they exceed a `long`
  public long byteSize() {
    return Math.multiplyExact(shape.elementCount(), (long) type.byteWidth());
  }

  /// Such as `float64(2, 3)`.
  @Override
  public String toString() {
    return type.label() + shape;
  }
}

package io.parallax.type;

/// The element type and shape of an array, known before the array exists.
public record ArrayType(DataType type, Shape shape) {
  /// The bytes its elements take.
  ///
  /// @throws ArithmeticException when they exceed a `long`
  public long byteSize() {
    return Math.multiplyExact(shape.elementCount(), (long) type.byteWidth());
  }

  /// The type as text, such as `float64(2, 3)`.
  @Override
  public String toString() {
    return type.label() + shape;
  }
}

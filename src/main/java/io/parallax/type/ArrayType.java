package io.parallax.type;

/// The element type and shape of an array, known before the array exists.
///
/// @param type the type that is computed in
/// @param storage how the elements are stored; its computing type is `type`
public record ArrayType(DataType type, Shape shape, StorageType storage) {
  public ArrayType {
    if (storage.computing() != type) {
      throw new IllegalArgumentException(storage + " is not read as " + type);
    }
  }

  /// An array whose elements are stored in the type that is computed in.
  public ArrayType(DataType type, Shape shape) {
    this(type, shape, StorageType.of(type));
  }

  /// An array whose elements are widened when they are read.
  public ArrayType(StorageType storage, Shape shape) {
    this(storage.computing(), shape, storage);
  }

  /// The bytes its elements take.
  ///
  /// @throws ArithmeticException when they exceed a `long`
  public long byteSize() {
    return Math.multiplyExact(shape.elementCount(), (long) storage.byteWidth());
  }

  /// The type as text, such as `float64(2, 3)`.
  @Override
  public String toString() {
    return storage.label() + shape;
  }
}

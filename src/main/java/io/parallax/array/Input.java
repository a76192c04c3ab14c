package io.parallax.array;

import io.parallax.type.ArrayType;

/// An operand of a request. Its type, and so its size, is known without allocating anything.
public sealed interface Input permits Input.Literal, Generator {
  ArrayType arrayType();

  /// An array that was sent; it belongs to whoever decoded it.
  record Literal(NDArray array) implements Input {
    @Override
    public ArrayType arrayType() {
      return array.arrayType();
    }
  }
}

package io.parallax.array;

import io.parallax.type.ArrayType;

/// An operand of a request. Its type, and so its size, is known without allocating anything.
public sealed interface Input permits Input.Literal, Generator {
  ArrayType arrayType();

  /// An array that was sent; it belongs to whoever decoded it.
  ///
  /// @param typing where the type comes from
  record Literal(NDArray array, Typing typing) implements Input {
    /// An array of a declared type.
    public Literal(NDArray array) {
      this(array, Typing.DECLARED);
    }

    @Override
    public ArrayType arrayType() {
      return array.arrayType();
    }
  }

  /// Where the type of an array that was sent comes from.
  enum Typing {
    /// The request names it.
    DECLARED,
    /// It follows from how the elements are written.
    INFERRED
  }
}

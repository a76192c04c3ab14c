package io.parallax.array;

import io.parallax.type.ArrayType;

/// An operand of a request. Its type, and so its size, is known without allocating anything.
public sealed interface Input permits Input.Literal, Input.Stored, Generator {
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

  /// A column of a dataset. Its elements are memory of a mapped file, which are read in place; they
  /// are charged to nobody.
  ///
  /// @param array valid as long as the reservation of the request, which keeps the dataset open
  /// @param dataset the dataset's id
  /// @param column the column's name
  /// @param sha256 the digest of the column's elements, in hex
  record Stored(NDArray array, String dataset, String column, String sha256) implements Input {
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

package io.parallax.function;

import io.parallax.type.DataType;
import java.util.Optional;

/// An annotation: `float`, `np.int32`, `float64[:, :]`.
///
/// @param type empty for an array of any type, `np.ndarray`
/// @param dimensions what the annotation says of dimensions
record TypeSyntax(Optional<DataType> type, Dimensions dimensions, int offset) {
  enum Dimensions {
    /// A value for each item.
    NONE(0, ""),
    ONE(1, "[:]"),
    TWO(2, "[:, :]"),
    /// An array whose number of dimensions the argument decides.
    ANY(-1, "");

    private final int rank;
    private final String suffix;

    Dimensions(int rank, String suffix) {
      this.rank = rank;
      this.suffix = suffix;
    }

    /// Whether an array of this rank is meant.
    boolean allows(int actual) {
      return this == ANY || rank == actual;
    }
  }

  boolean isArray() {
    return dimensions != Dimensions.NONE;
  }

  /// As a text has it.
  String text() {
    return type.map(
            each ->
                dimensions == Dimensions.ANY ? "NDArray[" + each + "]" : each + dimensions.suffix)
        .orElse("ndarray");
  }
}

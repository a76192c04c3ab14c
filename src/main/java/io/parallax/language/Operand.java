package io.parallax.language;

import java.math.BigInteger;

/// A typed value during analysis. What is built from numbers in the text alone has no type of its
/// own yet and takes it from what it meets; such weak values have no dimensions.
sealed interface Operand {
  int offset();

  record Strong(Expression expression) implements Operand {
    @Override
    public int offset() {
      return expression.offset();
    }
  }

  /// An integer known exactly, of at most about [Parser#MAX_INTEGER_BITS].
  record WeakInteger(BigInteger value, int offset) implements Operand {}

  /// A float computed from the text alone, though perhaps not before the program runs.
  ///
  /// @param expression of type float64 without dimensions
  record WeakFloat(Expression expression) implements Operand {
    @Override
    public int offset() {
      return expression.offset();
    }
  }
}

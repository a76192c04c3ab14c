package io.parallax.language;

import java.math.BigInteger;

/// An operand during analysis. A value computed from numbers in the text alone is weak: it has no
/// type of its own yet, takes the type of the operand it meets, and has no dimensions.
sealed interface AnalyzedOperand {
  int offset();

  record Strong(Expression expression) implements AnalyzedOperand {
    @Override
    public int offset() {
      return expression.offset();
    }
  }

  /// An integer known exactly, of at most about [Parser#MAX_INTEGER_BITS].
  record WeakInteger(BigInteger value, int offset) implements AnalyzedOperand {}

  /// A float computed from the text alone, though perhaps not before the program runs.
  ///
  /// @param expression of type float64 without dimensions
  record WeakFloat(Expression expression) implements AnalyzedOperand {
    @Override
    public int offset() {
      return expression.offset();
    }
  }
}

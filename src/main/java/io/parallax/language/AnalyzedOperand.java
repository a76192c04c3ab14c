package io.parallax.language;

import io.parallax.type.DataType;
import java.math.BigInteger;

/// An operand during analysis. A value computed from numbers in the text and from weak inputs alone
/// is weak: it has no type of its own yet, takes the type of the operand it meets, and has no
/// dimensions.
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

  /// An integer that is known only when the program runs.
  ///
  /// @param expression of type int64 without dimensions
  /// @param least the narrowest type that is not known to be too narrow: int64 for an input that no
  ///   int32 holds, otherwise int32, in which a computed value may still not fit
  record WeakInt64(Expression expression, DataType least) implements AnalyzedOperand {
    @Override
    public int offset() {
      return expression.offset();
    }

    boolean mayFit(DataType type) {
      return type != DataType.INT32 || least == DataType.INT32;
    }
  }

  /// Whether the operand is a weak integer.
  default boolean isWeakInteger() {
    return this instanceof WeakInteger || this instanceof WeakInt64;
  }

  /// A float that is weak, though perhaps not known before the program runs.
  ///
  /// @param expression of type float64 without dimensions
  record WeakFloat(Expression expression) implements AnalyzedOperand {
    @Override
    public int offset() {
      return expression.offset();
    }
  }
}

package io.parallax.language;

/// An operator with one operand. `+x` leaves no trace in an [Expression].
public enum UnaryOperator {
  /// `-x`; not defined for bool.
  NEGATE,
  /// `~x` on integers and bools, `not x` on bools.
  INVERT
}

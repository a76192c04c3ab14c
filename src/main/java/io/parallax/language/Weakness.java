package io.parallax.language;

/// How an input without dimensions is weak: sent without a type, it takes the type of the operand
/// it meets, as a number in the text does. The value itself is known only when the program runs.
public enum Weakness {
  /// A float64.
  FLOAT,
  /// An int64 whose value an int32 holds.
  INT32,
  /// An int64 whose value no int32 holds.
  INT64
}

package io.parallax.program;

/// An ordering test on two operands of one type (false is less than true).
public enum Comparison {
  LESS,
  LESS_EQUAL,
  GREATER,
  GREATER_EQUAL,
  EQUAL,
  NOT_EQUAL
}

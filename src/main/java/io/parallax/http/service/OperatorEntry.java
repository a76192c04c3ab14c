package io.parallax.http.service;

import java.util.List;

/// An operator as callers see it.
///
/// @param precedence 1 binds tightest; operators of one number are read from the left, but `**`
///   from the right
record OperatorEntry(String symbol, int precedence, String meaning) {
  private static final List<OperatorEntry> ALL =
      List.of(
          new OperatorEntry(
              "**", 1, "power, read from the right; an integer to a negative one is a fault"),
          new OperatorEntry("- x", 2, "the opposite; not of bools"),
          new OperatorEntry("+ x", 2, "x itself"),
          new OperatorEntry("~ x", 2, "every bit inverted; of bools the opposite"),
          new OperatorEntry("*", 3, "product; integers wrap"),
          new OperatorEntry("/", 3, "quotient, always floating"),
          new OperatorEntry(
              "//", 3, "quotient rounded towards negative infinity; an integer zero is a fault"),
          new OperatorEntry(
              "%", 3, "remainder of // with the divisor's sign; an integer zero is a fault"),
          new OperatorEntry("+", 4, "sum; integers wrap"),
          new OperatorEntry("-", 4, "difference; integers wrap; not of bools"),
          new OperatorEntry("<<", 5, "shift left; a negative count is a fault"),
          new OperatorEntry(">>", 5, "arithmetic shift right; a negative count is a fault"),
          new OperatorEntry("&", 6, "both bits, or both bools"),
          new OperatorEntry("^", 7, "one bit but not both, or one bool but not both"),
          new OperatorEntry("|", 8, "either bit, or either bool"),
          new OperatorEntry("<", 9, "less; false for NaN"),
          new OperatorEntry("<=", 9, "less or equal; false for NaN"),
          new OperatorEntry(">", 9, "greater; false for NaN"),
          new OperatorEntry(">=", 9, "greater or equal; false for NaN"),
          new OperatorEntry("==", 9, "equal; false for NaN"),
          new OperatorEntry("!=", 9, "not equal; true for NaN"),
          new OperatorEntry("not x", 10, "the opposite of a bool"),
          new OperatorEntry("and", 11, "both bools; both are computed"),
          new OperatorEntry("or", 12, "either bool; both are computed"));

  /// By falling precedence.
  static List<OperatorEntry> all() {
    return ALL;
  }
}

package io.parallax.http.service;

import io.parallax.language.Precedence;
import java.util.List;

/// An operator as callers see it.
///
/// @param precedence 1 binds tightest; operators of the same precedence are read from the left,
///   except `**`, which is read from the right
record OperatorEntry(String symbol, int precedence, String meaning) {
  private static final List<OperatorEntry> ALL =
      List.of(
          of(
              "**",
              Precedence.POWER,
              "power, read from the right; an integer to a negative one is a fault"),
          of("- x", Precedence.SIGN, "the opposite; not of bools"),
          of("+ x", Precedence.SIGN, "x itself"),
          of("~ x", Precedence.SIGN, "every bit inverted; of bools the opposite"),
          of("*", Precedence.PRODUCT, "product"),
          of("/", Precedence.PRODUCT, "quotient, always floating"),
          of(
              "//",
              Precedence.PRODUCT,
              "quotient rounded towards negative infinity; an integer zero is a fault"),
          of(
              "%",
              Precedence.PRODUCT,
              "remainder of // with the divisor's sign; an integer zero is a fault"),
          of("+", Precedence.SUM, "sum"),
          of("-", Precedence.SUM, "difference; not of bools"),
          of("<<", Precedence.SHIFT, "shift left; a negative count is a fault"),
          of(">>", Precedence.SHIFT, "arithmetic shift right; a negative count is a fault"),
          of("&", Precedence.BIT_AND, "both bits, or both bools"),
          of("^", Precedence.BIT_XOR, "one bit but not both, or one bool but not both"),
          of("|", Precedence.BIT_OR, "either bit, or either bool"),
          of("<", Precedence.COMPARISON, "less; false for NaN"),
          of("<=", Precedence.COMPARISON, "less or equal; false for NaN"),
          of(">", Precedence.COMPARISON, "greater; false for NaN"),
          of(">=", Precedence.COMPARISON, "greater or equal; false for NaN"),
          of("==", Precedence.COMPARISON, "equal; false for NaN"),
          of("!=", Precedence.COMPARISON, "not equal; true for NaN"),
          of(
              "in",
              Precedence.COMPARISON,
              "whether it is an element of a list or array: isin(x, s)"),
          of("not in", Precedence.COMPARISON, "whether it is none of the elements"),
          of("not x", Precedence.NOT, "the opposite of a bool"),
          of("and", Precedence.AND, "both bools; both are computed"),
          of("or", Precedence.OR, "either bool; both are computed"));

  private static OperatorEntry of(String symbol, Precedence precedence, String meaning) {
    return new OperatorEntry(symbol, precedence.rank(), meaning);
  }

  /// All operators by falling precedence.
  static List<OperatorEntry> all() {
    return ALL;
  }
}

package io.parallax.language;

/// An operator with two operands of one type. `and` and `or` are [#AND] and [#OR] on bools.
public enum BinaryOperator {
  ADD("+"),
  SUBTRACT("-"),
  MULTIPLY("*"),
  /// True division; operands are floating.
  DIVIDE("/"),
  /// Rounds towards negative infinity; an integer zero divisor is a fault.
  FLOOR_DIVIDE("//"),
  /// The remainder of [#FLOOR_DIVIDE], with the divisor's sign; an integer zero divisor is a fault.
  MODULO("%"),
  /// A negative exponent is a fault.
  POWER("**"),
  /// A negative count is a fault; a count of the width or more gives 0.
  SHIFT_LEFT("<<"),
  /// Arithmetic; a negative count is a fault; a count of the width or more gives 0 or −1, by the
  /// sign.
  SHIFT_RIGHT(">>"),
  AND("&"),
  OR("|"),
  XOR("^");

  private final String symbol;

  BinaryOperator(String symbol) {
    this.symbol = symbol;
  }

  public String symbol() {
    return symbol;
  }
}

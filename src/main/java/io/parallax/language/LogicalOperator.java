package io.parallax.language;

/// `and` and `or`: both operands are bool and both are computed, element by element.
public enum LogicalOperator {
  AND("and"),
  OR("or");

  private final String symbol;

  LogicalOperator(String symbol) {
    this.symbol = symbol;
  }

  public String symbol() {
    return symbol;
  }
}

package io.parallax.language;

/// A comparison of two operands of one type. All but [#NOT_EQUAL] are false when either is NaN.
public enum ComparisonOperator {
  LESS("<"),
  LESS_EQUAL("<="),
  GREATER(">"),
  GREATER_EQUAL(">="),
  EQUAL("=="),
  NOT_EQUAL("!=");

  private final String symbol;

  ComparisonOperator(String symbol) {
    this.symbol = symbol;
  }

  public String symbol() {
    return symbol;
  }
}

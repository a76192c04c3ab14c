package io.parallax.mathematics;

import java.math.BigDecimal;
import java.math.MathContext;

/// Systems of linear equations, solved by Gaussian elimination with pivots.
final class LinearEquations {
  private LinearEquations() {}

  /// @param equations a row each: the factors, then the right side; used up
  /// @throws ArithmeticException if there is not just one solution
  static BigDecimal[] solve(BigDecimal[][] equations, MathContext digits) {
    int count = equations.length;
    for (int column = 0; column < count; column++) {
      swapLargestTo(equations, column);
      for (int row = column + 1; row < count; row++) {
        BigDecimal factor = equations[row][column].divide(equations[column][column], digits);
        for (int at = column; at <= count; at++) {
          equations[row][at] =
              equations[row][at].subtract(factor.multiply(equations[column][at], digits), digits);
        }
      }
    }
    BigDecimal[] solution = new BigDecimal[count];
    for (int row = count - 1; row >= 0; row--) {
      BigDecimal rest = equations[row][count];
      for (int at = row + 1; at < count; at++) {
        rest = rest.subtract(equations[row][at].multiply(solution[at], digits), digits);
      }
      solution[row] = rest.divide(equations[row][row], digits);
    }
    return solution;
  }

  private static void swapLargestTo(BigDecimal[][] equations, int column) {
    int largest = column;
    for (int row = column + 1; row < equations.length; row++) {
      if (equations[row][column].abs().compareTo(equations[largest][column].abs()) > 0) {
        largest = row;
      }
    }
    BigDecimal[] moved = equations[largest];
    equations[largest] = equations[column];
    equations[column] = moved;
  }
}

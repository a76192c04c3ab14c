package io.parallax.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A chain such as `a < b < c`, kept for the error message that says what to write instead.
///
/// Of `a > 1 & b > 2`, which reads as `a > (1 & b) > 2`, it recovers `(a > 1) & (b > 2)`.
final class ComparisonChain {
  private static final int MAX_ADVICE_CHARACTERS = 200;

  private final Set<Syntax> groups;
  private final List<Syntax> operands = new ArrayList<>();
  private final List<ComparisonOperator> operators = new ArrayList<>();

  /// @param groups the operands in parentheses, by identity
  ComparisonChain(Set<Syntax> groups, Syntax first) {
    this.groups = groups;
    operands.add(first);
  }

  /// Appends a comparison with this operand.
  ComparisonChain then(ComparisonOperator operator, Syntax operand) {
    operators.add(operator);
    operands.add(operand);
    return this;
  }

  String advice() {
    StringBuilder text = new StringBuilder();
    boolean bitwise = false;
    Syntax left = operands.getFirst();
    for (int i = 0; i < operators.size(); i++) {
      Syntax right = operands.get(i + 1);
      boolean last = i == operators.size() - 1;
      if (!last && right instanceof Syntax.Binary middle && splits(middle)) {
        bitwise = true;
        text.append(comparison(operators.get(i), left, middle.left()));
        text.append(' ').append(middle.operator().symbol()).append(' ');
        left = middle.right();
      } else {
        text.append(comparison(operators.get(i), left, right));
        text.append(last ? "" : " & ");
        left = right;
      }
    }
    String reason =
        bitwise ? "'&', '|' and '^' bind tighter than comparisons" : "comparisons do not chain";
    boolean brief = text.length() <= MAX_ADVICE_CHARACTERS;
    return reason + "; write " + (brief ? text : "(a < b) & (b < c)");
  }

  private boolean splits(Syntax.Binary middle) {
    return !groups.contains(middle)
        && !Precedence.of(middle.operator()).isTighterThan(Precedence.BIT_AND);
  }

  private static String comparison(ComparisonOperator operator, Syntax left, Syntax right) {
    return "(" + Printer.print(new Syntax.Comparison(operator, left, right, 0)) + ")";
  }
}

package io.parallax.language.testing;

import io.parallax.language.BinaryOperator;
import io.parallax.language.ComparisonOperator;
import io.parallax.language.LogicalOperator;
import io.parallax.language.Syntax;
import io.parallax.language.Syntax.Keyword;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Random trees of every construct, with all offsets 0; names and types mean nothing.
public final class RandomSyntax {
  private static final List<String> NAMES =
      List.of("a", "x_1", "_", "größe", "变量", "𝛼", "sum", "e", "e1", "None", "notable", "orbit");

  /// Names that stand in backticks.
  private static final List<String> TEXTS =
      List.of("my col", "2nd", "", "`", "a``b", "price (EUR)", "in", "True", "+", "a\nb", "😀");

  private final Random random;

  public RandomSyntax(long seed) {
    this.random = new Random(seed);
  }

  public Syntax next(int height) {
    if (height == 0 || random.nextInt(10) == 0) {
      return leaf();
    }
    IntFunction<Syntax> part = _ -> next(height - 1);
    return switch (random.nextInt(8)) {
      case 0, 1 -> new Syntax.Unary(pick(Syntax.Prefix.values()), part.apply(0), 0);
      case 2 ->
          new Syntax.Comparison(pick(ComparisonOperator.values()), part.apply(0), part.apply(1), 0);
      case 3 -> new Syntax.Logical(pick(LogicalOperator.values()), part.apply(0), part.apply(1), 0);
      case 4 -> call(part);
      default -> new Syntax.Binary(pick(BinaryOperator.values()), part.apply(0), part.apply(1), 0);
    };
  }

  private Syntax call(IntFunction<Syntax> part) {
    List<Syntax> arguments = IntStream.range(0, random.nextInt(3)).mapToObj(part).toList();
    List<Keyword> keywords = new ArrayList<>();
    if (random.nextBoolean()) {
      keywords.add(new Keyword("axis", tuple(part), 0));
    }
    if (random.nextBoolean()) {
      keywords.add(new Keyword("q", part.apply(0), 0));
    }
    return new Syntax.Call(pick(NAMES.toArray(String[]::new)), arguments, keywords, 0);
  }

  private Syntax tuple(IntFunction<Syntax> part) {
    return new Syntax.Tuple(IntStream.range(0, 1 + random.nextInt(3)).mapToObj(part).toList(), 0);
  }

  private Syntax leaf() {
    return switch (random.nextInt(6)) {
      case 0 -> new Syntax.IntegerLiteral(new BigInteger(random.nextInt(70), random), 0);
      case 1 -> new Syntax.FloatLiteral(finite(), 0);
      case 2 -> new Syntax.BooleanLiteral(random.nextBoolean(), 0);
      case 3 -> new Syntax.Name(pick(TEXTS.toArray(String[]::new)), 0);
      default -> new Syntax.Name(pick(NAMES.toArray(String[]::new)), 0);
    };
  }

  private double finite() {
    double value = Math.abs(Double.longBitsToDouble(random.nextLong()));
    return Double.isFinite(value) ? value : random.nextInt(100);
  }

  private <T> T pick(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}

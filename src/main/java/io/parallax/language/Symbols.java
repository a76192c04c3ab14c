package io.parallax.language;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The operators that tokens stand for; null for a token that stands for none.
final class Symbols {
  /// Without `**`, which associates to the right.
  private static final Map<String, BinaryOperator> BINARY =
      Arrays.stream(BinaryOperator.values())
          .filter(operator -> operator != BinaryOperator.POWER)
          .collect(Collectors.toUnmodifiableMap(BinaryOperator::symbol, operator -> operator));

  private static final Map<String, ComparisonOperator> COMPARISON =
      Arrays.stream(ComparisonOperator.values())
          .collect(Collectors.toUnmodifiableMap(ComparisonOperator::symbol, operator -> operator));

  /// Without `not`, which binds more loosely.
  private static final Map<String, Syntax.Prefix> SIGN =
      Map.of("+", Syntax.Prefix.PLUS, "-", Syntax.Prefix.MINUS, "~", Syntax.Prefix.INVERT);

  private Symbols() {}

  static @Nullable BinaryOperator binary(Token token) {
    return of(token, BINARY);
  }

  static @Nullable ComparisonOperator comparison(Token token) {
    return of(token, COMPARISON);
  }

  static Syntax.@Nullable Prefix sign(Token token) {
    return of(token, SIGN);
  }

  private static <T> @Nullable T of(Token token, Map<String, T> meanings) {
    return token.kind() == Token.Kind.QUOTED_NAME ? null : meanings.get(token.text());
  }
}

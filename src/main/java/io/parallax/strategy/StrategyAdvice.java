package io.parallax.strategy;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Sentences that tell the caller why a strategy cannot be used and what to use instead.
final class StrategyAdvice {
  private static final int MAX_QUOTED = 40;
  private static final int LEAST_COMMON = 3;

  private StrategyAdvice() {}

  static String onUnknown(String asked, List<Strategy> strategies) {
    String shown = asked.length() > MAX_QUOTED ? asked.substring(0, MAX_QUOTED) + "…" : asked;
    String meant =
        nearest(asked, strategies).map(name -> ", perhaps '" + name + "' is meant").orElse("");
    return "there is no strategy '" + shown + "'" + meant + "; " + available(strategies);
  }

  static String onUnavailable(Strategy strategy, List<Strategy> strategies) {
    return "the strategy '%s' is not available here: %s; %s"
        .formatted(strategy.name(), strategy.reason(), available(strategies));
  }

  static String onRefused(String name, String reason) {
    return "the strategy '%s' cannot run this: %s; auto chooses one that can"
        .formatted(name, reason);
  }

  private static String available(List<Strategy> strategies) {
    return strategies.stream()
        .filter(Strategy::available)
        .map(Strategy::name)
        .collect(Collectors.joining(", ", "available are auto, ", ""));
  }

  /// The name that shares the longest beginning with the name asked for.
  private static Optional<String> nearest(String asked, List<Strategy> strategies) {
    String lower = asked.toLowerCase(Locale.ROOT);
    return strategies.stream()
        .map(Strategy::name)
        .filter(name -> commonBeginning(lower, name) >= LEAST_COMMON)
        .max(Comparator.comparingInt(name -> commonBeginning(lower, name)));
  }

  private static int commonBeginning(String left, String right) {
    int most = Math.min(left.length(), right.length());
    int common = 0;
    while (common < most && left.charAt(common) == right.charAt(common)) {
      common++;
    }
    return common;
  }
}

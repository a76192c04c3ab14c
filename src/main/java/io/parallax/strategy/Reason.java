package io.parallax.strategy;

import io.parallax.strategy.Decision.Estimated;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The sentence that explains a choice.
final class Reason {
  private Reason() {}

  /// Such as `platform-threads: 0.9 ms predicted on 2 threads, against 1.6 ms for sequential`.
  ///
  /// @param estimates simplest first, the chosen one among them
  /// @param asked whether the caller named the chosen one
  static String of(Estimated chosen, List<Estimated> estimates, boolean asked) {
    String prediction =
        "%s: %s%s predicted on %s"
            .formatted(
                chosen.executor(),
                asked ? "asked for; " : "",
                millis(chosen),
                chosen.parallelism() == 1 ? "1 thread" : chosen.parallelism() + " threads");
    return rival(chosen, estimates)
        .map(rival -> prediction + ", against " + millis(rival) + " for " + rival.executor())
        .orElse(prediction + "; no other executor is available");
  }

  /// The best of the others or, where that differs by nothing but its way, the simplest.
  private static Optional<Estimated> rival(Estimated chosen, List<Estimated> estimates) {
    Estimated simplest = estimates.getFirst();
    if (simplest.parallelism() < chosen.parallelism()) {
      return Optional.of(simplest);
    }
    return estimates.stream()
        .filter(estimate -> !estimate.equals(chosen))
        .min(Comparator.comparingDouble(Estimated::predictedMillis));
  }

  /// Three digits, without trailing zeros: `0.0123 ms`, `1.6 ms`, `1640 ms`.
  private static String millis(Estimated estimate) {
    double millis = estimate.predictedMillis();
    int decimals = millis <= 0 ? 0 : Math.max(0, 2 - (int) Math.floor(Math.log10(millis)));
    return String.format(Locale.ROOT, "%." + Math.min(decimals, 6) + "f ms", millis);
  }
}

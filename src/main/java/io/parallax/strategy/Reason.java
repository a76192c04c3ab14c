package io.parallax.strategy;

import io.parallax.executor.Isolation;
import io.parallax.strategy.Decision.Estimated;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Writes the sentence that tells the caller why an executor was chosen.
final class Reason {
  private Reason() {}

  /// The sentence, such as `platform-threads: 0.9 ms predicted on 2 threads, against 1.6 ms for
  /// sequential`, followed by the executors that have not compiled the program yet.
  ///
  /// @param chosen the chosen executor
  /// @param estimates all executors that can run the program, simplest first, including the chosen
  ///   one
  /// @param asked whether the caller named the chosen executor
  static String of(Estimated chosen, List<Estimated> estimates, boolean asked) {
    List<Estimated> ready =
        estimates.stream().filter(estimate -> estimate.compilation().isEmpty()).toList();
    String against =
        rival(chosen, ready)
            .map(rival -> ", against " + millis(rival) + " for " + rival.executor())
            .orElse("; no other executor is available");
    return chosen.executor()
        + (asked ? ": asked for; " : ": ")
        + millis(chosen)
        + " predicted on "
        + threads(chosen)
        + chosen.compilation().map(Reason::afterCompiling).orElse("")
        + against
        + pending(chosen, estimates);
  }

  /// The sentence of a program with loops of a caller's function, such as `platform-threads: what
  /// its functions' items take is not known before they run, 0.1 ms each is assumed; 2 threads`.
  static String ofUnknown(Estimated chosen, boolean asked) {
    String code =
        chosen
            .compilation()
            .map(
                missing ->
                    asked
                        ? afterCompiling(missing)
                        : "; runs at once, and in compiled code after "
                            + Millis.text(missing.predictedMillis())
                            + " and compiling")
            .orElse("");
    return "%s: %swhat its functions' items take is not known before they run, %s each is assumed; %s%s"
        .formatted(
            chosen.executor(),
            asked ? "asked for; " : "",
            Millis.text(CostModel.ITEM_NANOS / 1e6),
            threads(chosen),
            code);
  }

  /// The end of the sentence for an isolated computation; empty without isolation.
  static String where(Isolation isolation) {
    return switch (isolation) {
      case NONE -> "";
      case PROCESS -> "; in worker processes, as asked";
    };
  }

  private static String threads(Estimated chosen) {
    return chosen.parallelism() == 1 ? "1 thread" : chosen.parallelism() + " threads";
  }

  private static String afterCompiling(Decision.Compilation compilation) {
    return " after compiling for " + Millis.text(compilation.predictedMillis());
  }

  /// The executor to compare the chosen one with: the simplest one if it uses fewer threads than
  /// the chosen one, otherwise the fastest of the others. Empty when there is no other executor.
  private static Optional<Estimated> rival(Estimated chosen, List<Estimated> ready) {
    Optional<Estimated> simplest = ready.stream().findFirst();
    if (simplest.isPresent() && simplest.get().parallelism() < chosen.parallelism()) {
      return simplest;
    }
    return ready.stream()
        .filter(estimate -> !estimate.equals(chosen))
        .min(Comparator.comparingDouble(Estimated::predictedMillis));
  }

  /// The executors that have not compiled the program yet, such as `; native-kernels is not
  /// compiled: 1.20 ms of 5.10 ms spent`.
  private static String pending(Estimated chosen, List<Estimated> estimates) {
    return estimates.stream()
        .filter(estimate -> !estimate.equals(chosen))
        .flatMap(
            estimate ->
                estimate.compilation().stream()
                    .map(missing -> "; " + estimate.executor() + " is " + missing.progress()))
        .collect(Collectors.joining());
  }

  private static String millis(Estimated estimate) {
    return Millis.text(estimate.predictedMillis());
  }
}

package io.parallax.compute;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.limit.Deadline;
import io.parallax.strategy.Decision;
import io.parallax.strategy.Decision.Compilation;
import io.parallax.strategy.Decision.Estimated;
import java.util.concurrent.TimeUnit;

/// Checks whether a request can be done within its time.
final class Feasibility {
  /// A request is refused when its predicted time exceeds the time left by this factor. The cost
  /// model is wrong by less than this factor.
  private static final double HOPELESS = 10;

  private Feasibility() {}

  /// @throws ComputeException DEADLINE_EXCEEDED when the time cannot suffice
  static void check(Decision decision, Deadline deadline) {
    double leftMillis = (double) deadline.remainingNanos() / TimeUnit.MILLISECONDS.toNanos(1);
    double predictedMillis = predictedMillis(decision);
    if (predictedMillis > HOPELESS * leftMillis) {
      throw new ComputeException(
          ErrorCode.DEADLINE_EXCEEDED,
          "%s would compute for about %.0f s, and %.1f s are left; nothing was run"
              .formatted(decision.executor(), predictedMillis / 1000, leftMillis / 1000));
    }
  }

  /// The predicted time of the chosen executor, compiling included.
  static double predictedMillis(Decision decision) {
    return decision.candidates().stream()
        .filter(Estimated.class::isInstance)
        .map(Estimated.class::cast)
        .filter(estimate -> estimate.executor().equals(decision.executor()))
        .mapToDouble(Feasibility::millis)
        .sum();
  }

  private static double millis(Estimated estimate) {
    return estimate.predictedMillis()
        + estimate.compilation().map(Compilation::predictedMillis).orElse(0.0);
  }
}

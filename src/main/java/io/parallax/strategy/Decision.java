package io.parallax.strategy;

import java.util.List;

/// The chosen executor and everything that led to the choice.
///
/// @param executor name of the chosen executor
/// @param parallelism threads it will use
/// @param reason one sentence
/// @param candidates every executor, the chosen one included
public record Decision(
    String executor, int parallelism, String reason, List<Candidate> candidates) {
  public Decision {
    candidates = List.copyOf(candidates);
  }

  /// One executor as the selector saw it.
  public sealed interface Candidate {
    String executor();
  }

  /// One that could run the program.
  ///
  /// @param predictedMillis computing time expected, without queueing
  public record Estimated(String executor, int parallelism, double predictedMillis)
      implements Candidate {}

  /// One that could not, and why.
  public record Rejected(String executor, String reason) implements Candidate {}
}

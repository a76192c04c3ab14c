package io.parallax.strategy;

import java.util.List;
import java.util.Optional;

/// The chosen executor and everything that led to the choice.
///
/// @param executor name of the chosen executor
/// @param parallelism threads it will use
/// @param reason one sentence
/// @param candidates every executor, including the chosen one
public record Decision(
    String executor, int parallelism, String reason, List<Candidate> candidates) {
  public Decision {
    candidates = List.copyOf(candidates);
  }

  /// One executor as the selector judged it.
  public sealed interface Candidate {
    String executor();
  }

  /// An executor that could run the program.
  ///
  /// @param predictedMillis expected computing time, without queueing and compiling
  /// @param compilation what the executor has to compile first; empty when it can run the program
  ///   at once
  public record Estimated(
      String executor, int parallelism, double predictedMillis, Optional<Compilation> compilation)
      implements Candidate {
    public Estimated(String executor, int parallelism, double predictedMillis) {
      this(executor, parallelism, predictedMillis, Optional.empty());
    }
  }

  /// An executor that could not run the program, and why.
  public record Rejected(String executor, String reason) implements Candidate {}

  /// The compilation of a program that an executor needs and does not have.
  ///
  /// @param predictedMillis the approximate time it takes
  /// @param progress how far it has got, in words
  public record Compilation(double predictedMillis, String progress) {}
}

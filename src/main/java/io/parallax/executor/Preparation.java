package io.parallax.executor;

/// How far an executor is with a program.
public sealed interface Preparation {
  Ready READY = new Ready();

  /// It can run the program at once.
  record Ready() implements Preparation {}

  /// It cannot run the program.
  ///
  /// @param reason for the caller
  record Refused(String reason) implements Preparation {}

  /// It is compiling the program in the background.
  ///
  /// @param compileNanos what that takes, about
  record Compiling(double compileNanos) implements Preparation {}

  /// It can run the program once it has compiled it.
  ///
  /// @param compileNanos what that takes, about
  /// @param spentNanos what the program has taken elsewhere so far; it is compiled in the
  ///   background once that comes to as much
  record Absent(double compileNanos, double spentNanos) implements Preparation {}
}

package io.parallax.executor;

/// How far an executor is with a program.
public sealed interface Preparation {
  Ready READY = new Ready();

  /// The executor can run the program at once.
  record Ready() implements Preparation {}

  /// The executor cannot run the program.
  ///
  /// @param reason why, for the caller
  record Refused(String reason) implements Preparation {}

  /// The executor is compiling the program in the background.
  ///
  /// @param compileNanos the approximate time of the compilation
  record Compiling(double compileNanos) implements Preparation {}

  /// The executor can run the program once it has compiled it.
  ///
  /// @param compileNanos the approximate time of the compilation
  /// @param spentNanos the time that runs of the program have taken on other executors so far; when
  ///   it reaches `compileNanos`, the program is compiled in the background
  record Absent(double compileNanos, double spentNanos) implements Preparation {}
}

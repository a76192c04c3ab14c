package io.parallax.executor;

/// An executor that needs to compile programs, and that can run a program at once in other code
/// until it has compiled it.
public interface AdaptiveExecutor extends PlanExecutor {
  /// The same strategy, which begins at once. It compiles a program once running it in other code
  /// has taken as long as compiling takes, and goes on in the compiled code.
  PlanExecutor adaptive();
}

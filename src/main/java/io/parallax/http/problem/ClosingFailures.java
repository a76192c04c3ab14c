package io.parallax.http.problem;

/// Tells the failures that only close the connection: nothing more can be sent on it, so there is
/// no room for a problem.
public interface ClosingFailures {
  /// Whether the container closes the connection for this failure.
  boolean closes(Throwable failure);
}

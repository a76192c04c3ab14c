package io.parallax.http.problem;

/// Recognises the failures that only close the connection. Nothing more can be sent on the
/// connection, so no problem can be written.
public interface ClosingFailures {
  /// Whether the container closes the connection for this failure.
  boolean closes(Throwable failure);
}

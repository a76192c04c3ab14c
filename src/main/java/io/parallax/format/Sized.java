package io.parallax.format;

/// A stream of which it is known how many bytes are to come.
public interface Sized {
  /// The number of bytes to come.
  long remaining();
}

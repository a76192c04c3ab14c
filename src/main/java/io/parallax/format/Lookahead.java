package io.parallax.format;

/// A stream whose bytes to come are all in memory and can be looked at before they are read. A body
/// that has been received is such a stream.
public interface Lookahead extends Sized {
  /// Copies bytes to come, which remain to be read. Several threads may look at the same time, but
  /// no thread may read or skip meanwhile.
  ///
  /// @param distance from the next byte of the stream to the first byte to copy
  /// @param count no more than remain from there on
  void look(long distance, byte[] target, int offset, int count);

  /// Passes over bytes, as [java.io.InputStream#skip(long)] does.
  ///
  /// @param count no more than [#remaining]
  /// @return `count`
  long skip(long count);
}

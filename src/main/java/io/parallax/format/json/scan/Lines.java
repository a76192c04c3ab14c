package io.parallax.format.json.scan;

/// The ends of lines that were passed over. A carriage return, a line feed, or the one followed by
/// the other ends a line. Not thread safe.
public final class Lines {
  private long count;
  private long lastStart;
  private byte before;

  /// Records a byte of white space.
  ///
  /// @param place where the byte is
  void see(byte space, long place) {
    if (space == '\r' || (space == '\n' && !(before == '\r' && lastStart == place))) {
      count++;
      lastStart = place + 1;
    } else if (space == '\n') {
      lastStart = place + 1;
    }
    before = space;
  }

  /// Adds the lines of text that comes later.
  void add(Lines later) {
    if (later.count > 0) {
      count += later.count;
      lastStart = later.lastStart;
    }
  }

  /// The number of lines that ended.
  public long count() {
    return count;
  }

  /// The place where the last line begins, if a line ended.
  public long lastStart() {
    return lastStart;
  }
}

package io.parallax.format.json;

/// Of the elements that some type might not hold, the first of each kind, by flat index; −1 for
/// none. Not thread safe.
final class FirstIndexes {
  private static final long NONE = -1;

  private long floating = NONE;
  private long beyondInt64 = NONE;
  private long quoted = NONE;
  private long twiceRounded = NONE;

  void sawFloat(long index) {
    if (floating == NONE) {
      floating = index;
    }
  }

  void sawBeyondInt64(long index) {
    if (beyondInt64 == NONE) {
      beyondInt64 = index;
    }
  }

  void sawQuoted(long index) {
    if (quoted == NONE) {
      quoted = index;
    }
  }

  void sawTwiceRounded(long index) {
    if (twiceRounded == NONE) {
      twiceRounded = index;
    }
  }

  /// Elements that are floats by their text.
  long floating() {
    return floating;
  }

  /// Integers that an int64 does not hold.
  long beyondInt64() {
    return beyondInt64;
  }

  /// Integers in strings.
  long quoted() {
    return quoted;
  }

  /// Elements whose float64 rounds to another float32 than they do.
  long twiceRounded() {
    return twiceRounded;
  }
}

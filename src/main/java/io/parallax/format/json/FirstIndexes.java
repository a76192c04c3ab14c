package io.parallax.format.json;

/// The flat indexes of elements that some type cannot hold: for each kind of element below, the
/// index of the first one, or −1 if there is none. [LiteralReader] records the indexes, and
/// [Literal] checks them when the type is known. Not thread safe.
final class FirstIndexes {
  private static final long NONE = -1;

  private long floating = NONE;
  private long beyondInt64 = NONE;
  private long quoted = NONE;
  private long twiceRounded = NONE;
  private long absent = NONE;
  private long fraction = NONE;
  private long inexact = NONE;

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

  void sawNull(long index) {
    if (absent == NONE) {
      absent = index;
    }
  }

  /// The first element that is `null`.
  long absent() {
    return absent;
  }

  void sawFraction(long index) {
    if (fraction == NONE) {
      fraction = index;
    }
  }

  void sawInexact(long index) {
    if (inexact == NONE) {
      inexact = index;
    }
  }

  /// The first element of an undeclared type that is no integer, or, written as a float, no integer
  /// that float64 holds exactly.
  long fraction() {
    return fraction;
  }

  /// The first integer of an undeclared type that float64 does not hold exactly.
  long inexact() {
    return inexact;
  }

  /// The first element that is a float by its text.
  long floating() {
    return floating;
  }

  /// The first integer that is outside int64.
  long beyondInt64() {
    return beyondInt64;
  }

  /// The first integer written as a string.
  long quoted() {
    return quoted;
  }

  /// The first element that becomes a wrong float32 if its text is rounded to float64 first.
  long twiceRounded() {
    return twiceRounded;
  }
}

package io.parallax.format.json.scan;

/// The flat indexes of elements that some type cannot hold: for each kind of element below, the
/// index of the first one, or −1 if there is none. The indexes are recorded while elements are read
/// and checked when the type is known. Not thread safe.
public final class FirstIndexes {
  private static final long NONE = -1;

  private long floating = NONE;
  private long beyondInt64 = NONE;
  private long quoted = NONE;
  private long twiceRounded = NONE;
  private long absent = NONE;
  private long fraction = NONE;
  private long inexact = NONE;

  /// Adds the indexes of elements that come after all elements so far.
  void add(FirstIndexes later) {
    floating = first(floating, later.floating);
    beyondInt64 = first(beyondInt64, later.beyondInt64);
    quoted = first(quoted, later.quoted);
    twiceRounded = first(twiceRounded, later.twiceRounded);
    absent = first(absent, later.absent);
    fraction = first(fraction, later.fraction);
    inexact = first(inexact, later.inexact);
  }

  private static long first(long earlier, long later) {
    return earlier == NONE ? later : earlier;
  }

  public void sawFloat(long index) {
    if (floating == NONE) {
      floating = index;
    }
  }

  public void sawBeyondInt64(long index) {
    if (beyondInt64 == NONE) {
      beyondInt64 = index;
    }
  }

  public void sawQuoted(long index) {
    if (quoted == NONE) {
      quoted = index;
    }
  }

  public void sawTwiceRounded(long index) {
    if (twiceRounded == NONE) {
      twiceRounded = index;
    }
  }

  public void sawNull(long index) {
    if (absent == NONE) {
      absent = index;
    }
  }

  /// The first element that is `null`.
  public long absent() {
    return absent;
  }

  public void sawFraction(long index) {
    if (fraction == NONE) {
      fraction = index;
    }
  }

  public void sawInexact(long index) {
    if (inexact == NONE) {
      inexact = index;
    }
  }

  /// The first element of an undeclared type that is no integer, or, written as a float, no integer
  /// that float64 holds exactly.
  public long fraction() {
    return fraction;
  }

  /// The first integer of an undeclared type that float64 does not hold exactly.
  public long inexact() {
    return inexact;
  }

  /// The first element that is a float by its text.
  public long floating() {
    return floating;
  }

  /// The first integer that is outside int64.
  public long beyondInt64() {
    return beyondInt64;
  }

  /// The first integer written as a string.
  public long quoted() {
    return quoted;
  }

  /// The first element that becomes a wrong float32 if its text is rounded to float64 first.
  public long twiceRounded() {
    return twiceRounded;
  }
}

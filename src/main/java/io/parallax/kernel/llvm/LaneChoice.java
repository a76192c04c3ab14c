package io.parallax.kernel.llvm;

/// Chooses for one kernel whether items are run side by side or one after the other, by what both
/// take for the first items. The bits are the same, so time may choose. Later items may be of
/// another kind than the first ones, so both ways are tried again from time to time. Thread safe.
final class LaneChoice {
  /// The time for which each way is tried.
  private static final long TRIAL_NANOS = 50_000;

  /// The time that a try may take before the other way gets fewer items.
  private static final long LONG_NANOS = 1_000_000;

  private static final long FEW = 4;

  /// The time in which a choice is used before both ways are tried again, in times of the last
  /// tries: so tries take a small part of all time. Each choice is used twice as long as the one
  /// before.
  private static final long USE = 64;

  private final int lanes;
  private long laneItems;
  private long laneNanos;
  private long scalarItems;
  private long scalarNanos;
  private long usedNanos;
  private long use = USE;
  private boolean isFinal;
  private boolean lanesWereFaster;
  private volatile State state = State.TRYING;

  private enum State {
    TRYING,
    LANES,
    SCALAR
  }

  /// @param lanes items side by side; 1 where there is no code for more
  LaneChoice(int lanes) {
    this.lanes = lanes;
    if (lanes == 1) {
      state = State.SCALAR;
      isFinal = true;
    }
  }

  /// A choice that is made: always side by side, but for what the lanes do not finish.
  static LaneChoice sideBySide(int lanes) {
    LaneChoice made = new LaneChoice(lanes);
    made.state = State.LANES;
    made.isFinal = true;
    return made;
  }

  /// What to run next.
  ///
  /// @param sideBySide whether in lanes
  /// @param items how many, at least 1
  /// @param isTimed whether [#took] is to be told
  record Piece(boolean sideBySide, long items, boolean isTimed) {}

  /// The next piece of a task.
  ///
  /// @param left the items of the batch that are left
  /// @param task the items of the whole task: few items never fill the lanes
  Piece next(long left, long task) {
    if (task < FEW) {
      return new Piece(false, left, false);
    }
    return switch (state) {
      case LANES -> new Piece(true, left, true);
      case SCALAR -> new Piece(false, left, true);
      case TRYING -> tried(left);
    };
  }

  private synchronized Piece tried(long left) {
    boolean sideBySide = laneNanos <= scalarNanos;
    long before = sideBySide ? laneItems : scalarItems;
    long other = sideBySide ? scalarNanos : laneNanos;
    long items = !sideBySide && other >= LONG_NANOS ? FEW : Math.max(lanes, before);
    return new Piece(sideBySide, Math.min(left, items), true);
  }

  /// Records what a piece took.
  synchronized void took(Piece piece, long nanos) {
    if (state != State.TRYING) {
      used(nanos);
      return;
    }
    if (piece.sideBySide()) {
      laneItems += piece.items();
      laneNanos += nanos;
    } else {
      scalarItems += piece.items();
      scalarNanos += nanos;
    }
    if (laneNanos >= TRIAL_NANOS && scalarNanos >= TRIAL_NANOS) {
      lanesWereFaster = (double) laneNanos / laneItems <= (double) scalarNanos / scalarItems;
      state = lanesWereFaster ? State.LANES : State.SCALAR;
    }
  }

  private void used(long nanos) {
    usedNanos += nanos;
    if (!isFinal && usedNanos >= use * (laneNanos + scalarNanos)) {
      usedNanos = 0;
      use *= 2;
      laneItems = 0;
      laneNanos = 0;
      scalarItems = 0;
      scalarNanos = 0;
      state = State.TRYING;
    }
  }

  /// Gives the lanes up, because most groups have to be run again.
  synchronized void giveUp() {
    state = State.SCALAR;
    isFinal = true;
  }

  /// The lanes in which items are run, as far as is known.
  int lanes() {
    return switch (state) {
      case LANES -> lanes;
      case SCALAR -> 1;
      case TRYING -> triedLanes();
    };
  }

  private synchronized int triedLanes() {
    return use > USE ? (lanesWereFaster ? lanes : 1) : laneItems > scalarItems ? lanes : 1;
  }
}

package io.parallax.kernel.llvm;

import io.parallax.kernel.llvm.Trial.Rows;
import io.parallax.kernel.llvm.emit.Access;
import io.parallax.kernel.llvm.emit.LaneCount;
import io.parallax.kernel.llvm.emit.LoopForm;
import io.parallax.program.Sink;
import java.util.ArrayList;
import java.util.List;

/// What a kernel is tried over. Of every kernel: whole vectors with a rest, mild and special
/// values. Of one that is not long, further: less than a vector, vectors without a rest and aligned
/// so that results go past the caches, several rows, a start within a row, buffers that are filled
/// more than once, and more values.
final class Trials {
  /// Values that the interpreter computes for one kernel, beyond the first two trials: measured, it
  /// takes some 20 ns for each.
  private static final long MOST_VALUES = 25_000;

  /// More than the buffer of a gathered operand holds.
  private static final long LONG_ROW = 530;

  /// The most rounds of further values.
  private static final int ROUNDS = 12;

  private final LoopForm form;
  private final long lanes;
  private final List<Trial> trials = new ArrayList<>();
  private long left;

  private Trials(LoopForm form) {
    this.form = form;
    this.lanes = LaneCount.of(form);
    this.left = MOST_VALUES / Math.max(1, form.operations().size());
  }

  static List<Trial> of(LoopForm form) {
    Trials trials = new Trials(form);
    trials.addAll();
    return trials.trials;
  }

  private void addAll() {
    boolean compacts = form.sinks().stream().anyMatch(Sink.Compact.class::isInstance);
    boolean gathers = form.accesses().contains(Access.GATHERED);
    Rows row = gathers ? Rows.of(1, 5, lanes - 3) : Rows.of(1, 2 * lanes + 5);
    trials.add(Trial.of(form, row, SyntheticValues.MILD, 0));
    trials.add(Trial.of(form, row, SyntheticValues.SPECIAL, 1));
    if (hasRoomFor(Rows.of(1, 2 * lanes))) {
      add(Trial.streaming(form, Rows.of(1, 2 * lanes), SyntheticValues.MILD, 3));
    }
    addIfShort(Rows.of(1, lanes - 1), SyntheticValues.FAULTLESS, 4);
    if (!compacts) {
      addIfShort(Rows.of(3, lanes + 1), SyntheticValues.FAULTLESS, 5);
      addIfShort(Rows.of(2, 2 * lanes + 1).startingAt(3), SyntheticValues.MILD, 6);
    }
    if (gathers) {
      addIfShort(Rows.of(1, LONG_ROW), SyntheticValues.MILD, 7);
    }
    for (int round = 0; round < ROUNDS; round++) {
      addIfShort(row, SyntheticValues.FAULTLESS, 8 + 2 * round);
      addIfShort(row, SyntheticValues.SPECIAL, 9 + 2 * round);
    }
  }

  private void addIfShort(Rows rows, SyntheticValues values, int round) {
    if (hasRoomFor(rows)) {
      add(Trial.of(form, rows, values, round));
    }
  }

  private boolean hasRoomFor(Rows rows) {
    return rows.elementCount() <= left;
  }

  private void add(Trial trial) {
    left -= trial.loop().elementCount();
    trials.add(trial);
  }
}

package io.parallax.kernel.llvm;

import io.parallax.kernel.llvm.Trial.Rows;
import io.parallax.kernel.llvm.emit.Access;
import io.parallax.kernel.llvm.emit.LaneCount;
import io.parallax.kernel.llvm.emit.LoopForm;
import io.parallax.program.Sink;
import java.util.ArrayList;
import java.util.List;

/// The trials of a kernel. Every kernel is tried over whole vectors with a rest, with mild and with
/// special values. A kernel that is not long is also tried over less than a vector, over vectors
/// without a rest that are aligned so that results go past the caches, over several rows, from a
/// start within a row, over rows that fill buffers more than once, and over more values.
final class Trials {
  /// The most values that the interpreter computes for one kernel, beyond the first two trials. The
  /// interpreter takes some 20 ns for each value (measured).
  private static final long MOST_VALUES = 25_000;

  /// A row longer than the buffer of a gathered operand.
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

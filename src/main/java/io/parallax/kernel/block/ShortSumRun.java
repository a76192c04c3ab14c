package io.parallax.kernel.block;

import io.parallax.kernel.LoopRun;
import io.parallax.kernel.PairRounding;
import io.parallax.kernel.TwoSum;
import io.parallax.kernel.block.loop.Block;
import io.parallax.kernel.block.loop.Memory;
import io.parallax.program.Reduction;
import io.parallax.type.DataType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Sums and means of float64 of whole rows that are shorter than vectors pay for, without a mask.
///
/// Each row is summed in a pair of doubles and written at once, which takes a few nanoseconds. A
/// row whose sum does not fit a pair, or whose rounding is not certain with a pair, is left to
/// [ReduceRun].
final class ShortSumRun implements SinkRun {
  /// The rows that are short have fewer elements.
  private static final int SHORT = SumRow.LEAST_FOR_LOOP;

  private final PlannedSink.Reduce reduce;
  private final LoopRun run;
  private final ReduceRun others;
  private final boolean divides;
  private final boolean single;

  ShortSumRun(PlannedSink.Reduce reduce, LoopRun run, ReduceRun others) {
    this.reduce = reduce;
    this.run = run;
    this.others = others;
    divides = reduce.reduction() == Reduction.MEAN;
    single = run.resultType(reduce.index()) == DataType.FLOAT32;
  }

  /// Whether this class reduces the rows of a loop.
  static boolean isFor(PlannedSink.Reduce reduce, LoopRun run) {
    return reduce.type() == DataType.FLOAT64
        && (reduce.reduction() == Reduction.SUM || reduce.reduction() == Reduction.MEAN)
        && !reduce.masked()
        && run.morsels().inner() > 0
        && run.morsels().inner() < SHORT;
  }

  @Override
  public void take(Block block) {
    int length = block.rowLength();
    long valuesAt = block.address(reduce.value());
    MemorySegment results = run.slot(reduce.slot());
    for (int at = 0; at < block.rowCount(); at++) {
      double result = reduced(valuesAt, at * length, length);
      if (!Double.isFinite(result)) {
        others.take(block, at);
      } else if (single) {
        results.setAtIndex(ValueLayout.JAVA_FLOAT, block.row() + at, (float) result);
      } else {
        results.setAtIndex(ValueLayout.JAVA_DOUBLE, block.row() + at, result);
      }
    }
  }

  /// The sum or mean of a row; NaN where a pair of doubles does not give it for certain.
  private double reduced(long valuesAt, int from, int length) {
    double sum = 0;
    double errors = 0;
    double lost = 0;
    for (int at = from; at < from + length; at++) {
      double value =
          Memory.ALL.get(ValueLayout.JAVA_DOUBLE, valuesAt + Memory.bytes(at, Double.BYTES));
      double next = sum + value;
      double error = TwoSum.error(sum, value, next);
      double nextErrors = errors + error;
      lost += Math.abs(TwoSum.error(errors, error, nextErrors));
      sum = next;
      errors = nextErrors;
    }
    if (lost != 0) {
      return Double.NaN;
    }
    if (divides) {
      return PairRounding.mean(sum, errors, length, single);
    }
    double both = sum + errors;
    return !single || PairRounding.isSafe(both, TwoSum.error(sum, errors, both))
        ? both
        : Double.NaN;
  }

  @Override
  public void finish() {}
}

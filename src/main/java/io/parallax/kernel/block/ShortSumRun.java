package io.parallax.kernel.block;

import io.parallax.kernel.LoopRun;
import io.parallax.kernel.PairRounding;
import io.parallax.kernel.TwoSum;
import io.parallax.kernel.block.loop.Block;
import io.parallax.kernel.block.loop.Memory;
import io.parallax.kernel.block.loop.SumLoop;
import io.parallax.program.Reduction;
import io.parallax.type.DataType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Sums and means of float64 of whole rows of which several fit a block, without a mask.
///
/// A [SumLoop] sums the rows in pairs of doubles, which are rounded and written at once. Rows whose
/// sum does not fit a pair, or whose rounding is not certain with a pair, are left to [ReduceRun].
final class ShortSumRun implements SinkRun {
  private final PlannedSink.Reduce reduce;
  private final ReduceRun others;
  private final SumLoop loop;
  private final long stateAddress;
  private final MemorySegment results;
  private final boolean divides;
  private final boolean single;

  ShortSumRun(PlannedSink.Reduce reduce, LoopRun run, ReduceRun others, MemorySegment state) {
    this.reduce = reduce;
    this.others = others;
    stateAddress = Memory.address(state.address());
    loop = (SumLoop) reduce.loop().orElseThrow();
    results = run.slot(reduce.slot());
    divides = reduce.reduction() == Reduction.MEAN;
    single = run.resultType(reduce.index()) == DataType.FLOAT32;
  }

  /// Whether this class reduces the rows of a loop.
  static boolean isFor(PlannedSink.Reduce reduce, LoopRun run) {
    long length = run.morsels().inner();
    return reduce.loop().isPresent()
        && reduce.type() == DataType.FLOAT64
        && (reduce.reduction() == Reduction.SUM || reduce.reduction() == Reduction.MEAN)
        && !reduce.masked()
        && length > 0
        && length <= Block.SIZE;
  }

  @Override
  public void take(Block block) {
    if (block.rowLength() == 1) {
      copy(block);
      return;
    }
    for (int row = 0; row < block.rowCount(); row += SumLoop.ROWS) {
      int count = Math.min(SumLoop.ROWS, block.rowCount() - row);
      boolean isExact = loop.runRows(block, reduce.value(), row, count, stateAddress);
      if (!isExact) {
        takeSingly(block, row, count);
      } else if (divides || single) {
        round(block, row, count);
      } else {
        add(block.row() + row, count);
      }
    }
  }

  /// Writes rows of one element. The sum of −0 is +0.
  private void copy(Block block) {
    int count = block.rowCount();
    long from = block.address(reduce.value());
    int width = single ? Float.BYTES : Double.BYTES;
    long to = Memory.address(results, block.row() * width, (long) count * width);
    for (int row = 0; row < count; row++) {
      double sum =
          Memory.ALL.get(ValueLayout.JAVA_DOUBLE, from + Memory.bytes(row, Double.BYTES)) + 0.0;
      if (single) {
        Memory.ALL.set(ValueLayout.JAVA_FLOAT, to + Memory.bytes(row, width), (float) sum);
      } else {
        Memory.ALL.set(ValueLayout.JAVA_DOUBLE, to + Memory.bytes(row, width), sum);
      }
    }
  }

  private void takeSingly(Block block, int first, int count) {
    for (int row = first; row < first + count; row++) {
      others.take(block, row);
    }
  }

  /// Writes sums of float64.
  private void add(long firstRow, int count) {
    long at = Memory.address(results, firstRow * Double.BYTES, (long) count * Double.BYTES);
    for (int row = 0; row < count; row++) {
      long offset = Memory.bytes(row, Double.BYTES);
      double sum = part(SumLoop.SUMS_AT + offset) + part(SumLoop.ERRORS_AT + offset);
      Memory.ALL.set(ValueLayout.JAVA_DOUBLE, at + offset, sum);
    }
  }

  private double part(long offset) {
    return Memory.ALL.get(ValueLayout.JAVA_DOUBLE, stateAddress + offset);
  }

  /// Writes means and sums of any type.
  private void round(Block block, int first, int count) {
    for (int row = 0; row < count; row++) {
      long offset = Memory.bytes(row, Double.BYTES);
      double result =
          rounded(
              part(SumLoop.SUMS_AT + offset), part(SumLoop.ERRORS_AT + offset), block.rowLength());
      long place = block.row() + first + row;
      if (Double.isNaN(result)) {
        others.take(block, first + row);
      } else if (single) {
        results.setAtIndex(ValueLayout.JAVA_FLOAT, place, (float) result);
      } else {
        results.setAtIndex(ValueLayout.JAVA_DOUBLE, place, result);
      }
    }
  }

  /// The sum or mean of a row; NaN where its rounding is not certain.
  private double rounded(double sum, double errors, int length) {
    if (divides) {
      return PairRounding.mean(sum, errors, length, single);
    }
    double both = sum + errors;
    return PairRounding.isSafe(both, TwoSum.error(sum, errors, both)) ? both : Double.NaN;
  }

  @Override
  public void finish() {}
}

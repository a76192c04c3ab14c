package io.parallax.kernel.block;

import io.parallax.kernel.Accumulator;
import io.parallax.kernel.ExactSum;
import io.parallax.kernel.TwoSum;
import io.parallax.kernel.block.loop.Block;
import io.parallax.kernel.block.loop.Memory;
import io.parallax.kernel.block.loop.SumLoop;
import io.parallax.type.DataType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/// The exact sum of float64.
///
/// A [SumLoop] sums what a block has of a row, in few doubles. These, and the elements of short
/// rows, are added to a pair of doubles. What does not fit the pair exactly, or is not finite, is
/// added to an [ExactSum] instead.
final class SumRow implements RowReduction {
  /// The shortest part of a row for which a loop pays.
  private static final int LEAST_FOR_LOOP = 8;

  private final PlannedSink.Reduce reduce;
  private final MemorySegment state;
  private final long stateAddress;
  private final Accumulator accumulator;
  private final @Nullable SumLoop loop;
  private final int lanes;
  private double high;
  private double low;
  private @Nullable ExactSum exact;

  SumRow(PlannedSink.Reduce reduce, MemorySegment state) {
    this.reduce = reduce;
    this.state = state;
    stateAddress = Memory.address(state.address());
    accumulator = new Accumulator(reduce.reduction(), DataType.FLOAT64);
    loop = (SumLoop) reduce.loop().orElse(null);
    lanes = loop == null ? 0 : loop.lanes();
    if (loop != null) {
      state.set(ValueLayout.JAVA_DOUBLE, SumLoop.SCALE_AT, 0);
    }
  }

  @Override
  public void start() {
    high = 0;
    low = 0;
    exact = null;
  }

  @Override
  public void update(Block block, int from) {
    int length = block.rowLength();
    int inSets = 0;
    if (loop != null && length >= LEAST_FOR_LOOP && length >= lanes) {
      inSets = length - length % lanes;
      if (loop.run(block, reduce.value(), reduce.mask(), from, inSets, stateAddress)) {
        addParts();
      } else {
        addExactly(block, from, from + inSets);
      }
    }
    addToPair(block, from + inSets, from + length);
  }

  private void addParts() {
    for (int part = 0; part < SumLoop.PARTS; part++) {
      double value = state.getAtIndex(ValueLayout.JAVA_DOUBLE, part);
      if (value != 0 && !add(value)) {
        exactly().add(value);
      }
    }
  }

  /// Adds a value to the pair, if this is exact. Otherwise leaves the pair as it is.
  private boolean add(double value) {
    double sum = high + value;
    double error = TwoSum.error(high, value, sum);
    double errors = low + error;
    boolean isExact = TwoSum.error(low, error, errors) == 0;
    if (isExact) {
      high = sum;
      low = errors;
    }
    return isExact;
  }

  private void addToPair(Block block, int from, int to) {
    for (int at = from; at < to; at++) {
      if (reduce.takesPart(block, at)) {
        double value = element(block.address(reduce.value()), at);
        if (!add(value)) {
          reduce.exactParts().increment();
          exactly().add(value);
        }
      }
    }
  }

  private static double element(long valuesAt, int at) {
    return Memory.ALL.get(ValueLayout.JAVA_DOUBLE, valuesAt + Memory.bytes(at, Double.BYTES));
  }

  private void addExactly(Block block, int from, int to) {
    reduce.exactParts().increment();
    ExactSum sum = exactly();
    long valuesAt = block.address(reduce.value());
    for (int at = from; at < to; at++) {
      if (reduce.takesPart(block, at)) {
        sum.add(element(valuesAt, at));
      }
    }
  }

  private ExactSum exactly() {
    ExactSum sum = exact;
    if (sum == null) {
      sum = new ExactSum();
      exact = sum;
    }
    return sum;
  }

  @Override
  public Accumulator finished(long count) {
    if (exact == null) {
      long first = Double.doubleToRawLongBits(high);
      accumulator.set(first, Double.doubleToRawLongBits(low), 0, count);
    } else {
      exact.add(high);
      exact.add(low);
      accumulator.set(exact, count);
    }
    return accumulator;
  }
}

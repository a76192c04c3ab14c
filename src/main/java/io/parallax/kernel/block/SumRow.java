package io.parallax.kernel.block;

import io.parallax.kernel.Accumulator;
import io.parallax.kernel.ExactSum;
import io.parallax.kernel.TwoSum;
import io.parallax.kernel.block.loop.Block;
import io.parallax.kernel.block.loop.Memory;
import io.parallax.kernel.block.loop.ReduceLoop;
import io.parallax.type.DataType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/// The exact sum of float64.
///
/// Long rows are summed in the lanes of a [ReduceLoop], short rows and what is left at the end of a
/// row in a pair of doubles. Elements whose sum does not fit there exactly, or is not finite, are
/// added to an [ExactSum] instead, block by block.
final class SumRow implements RowReduction {
  /// The shortest part of a row for which a loop pays, because its lanes have to be merged.
  static final int LEAST_FOR_LOOP = 48;

  private final PlannedSink.Reduce reduce;
  private final MemorySegment state;
  private final long stateAddress;
  private final Accumulator accumulator;
  private final @Nullable ReduceLoop loop;
  private final int lanes;
  private boolean holdsLanes;
  private double high;
  private double low;
  private @Nullable ExactSum exact;

  SumRow(PlannedSink.Reduce reduce, MemorySegment state) {
    this.reduce = reduce;
    this.state = state;
    stateAddress = Memory.address(state.address());
    accumulator = new Accumulator(reduce.reduction(), DataType.FLOAT64);
    loop = reduce.loop().orElse(null);
    lanes = loop == null ? 0 : loop.lanes();
  }

  @Override
  public void start() {
    holdsLanes = false;
    high = 0;
    low = 0;
    exact = null;
  }

  @Override
  public void update(Block block, int from) {
    int length = block.rowLength();
    int inSets = 0;
    if (loop != null && length >= LEAST_FOR_LOOP) {
      clearLanes();
      inSets = length - length % lanes;
      if (!loop.run(block, reduce.value(), reduce.mask(), from, inSets, stateAddress)) {
        addExactly(block, from, from + inSets);
      }
    }
    addToPair(block, from + inSets, from + length);
  }

  private void clearLanes() {
    if (!holdsLanes) {
      state.fill((byte) 0);
      holdsLanes = true;
    }
  }

  private void addToPair(Block block, int from, int to) {
    long valuesAt = block.address(reduce.value());
    double sum = high;
    double errors = low;
    double lost = 0;
    for (int at = from; at < to; at++) {
      if (reduce.takesPart(block, at)) {
        double value = element(valuesAt, at);
        double next = sum + value;
        double error = TwoSum.error(sum, value, next);
        double nextErrors = errors + error;
        lost += Math.abs(TwoSum.error(errors, error, nextErrors));
        sum = next;
        errors = nextErrors;
      }
    }
    if (lost == 0) {
      high = sum;
      low = errors;
    } else {
      addExactly(block, from, to);
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
    if (holdsLanes && !(exact == null && addLanesToPair())) {
      ExactSum sum = exactly();
      for (int at = 0; at < 2 * lanes; at++) {
        sum.add(held(at));
      }
    }
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

  /// Adds the lanes to the pair, if this is exact.
  private boolean addLanesToPair() {
    double sum = high;
    double errors = low;
    double lost = 0;
    for (int lane = 0; lane < lanes; lane++) {
      double value = held(lane);
      double next = sum + value;
      double error = TwoSum.error(sum, value, next);
      double nextErrors = errors + error;
      lost += Math.abs(TwoSum.error(errors, error, nextErrors));
      double laneErrors = held(lanes + lane);
      double allErrors = nextErrors + laneErrors;
      lost += Math.abs(TwoSum.error(nextErrors, laneErrors, allErrors));
      sum = next;
      errors = allErrors;
    }
    if (lost != 0 || Double.isNaN(lost)) {
      return false;
    }
    high = sum;
    low = errors;
    return true;
  }

  private double held(int index) {
    return state.getAtIndex(ValueLayout.JAVA_DOUBLE, index);
  }
}

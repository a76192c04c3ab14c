package io.parallax.kernel;

import io.parallax.program.Reduction;
import io.parallax.type.DataType;

/// The accumulators of one chunk of a row: eight interleaved ones, as [Reduction] lays them out,
/// where the order of elements matters, otherwise one.
public final class Lanes {
  private static final int COUNT = 8;

  private final Accumulator[] accumulators;

  public Lanes(Reduction reduction, DataType type) {
    boolean isOrdered = reduction == Reduction.PRODUCT && type == DataType.FLOAT64;
    accumulators = new Accumulator[isOrdered ? COUNT : 1];
    for (int lane = 0; lane < accumulators.length; lane++) {
      accumulators[lane] = new Accumulator(reduction, type);
    }
  }

  /// Takes an element into its lane.
  ///
  /// @param element number of the element within the chunk
  /// @param position number of the element within the row
  public void update(long element, long bits, long position) {
    accumulators[(int) (element % accumulators.length)].update(bits, position);
  }

  /// Replaces the state of a lane that has taken elements.
  public void set(int lane, long first, long second, long third) {
    accumulators[lane].set(first, second, third, 1);
  }

  /// All lanes merged as `((0+4)+(2+6)) + ((1+5)+(3+7))`. This object must not be used afterwards.
  public Accumulator merged() {
    for (int step = accumulators.length / 2; step > 0; step /= 2) {
      for (int lane = 0; lane < step; lane++) {
        accumulators[lane].merge(accumulators[lane + step]);
      }
    }
    return accumulators[0];
  }
}

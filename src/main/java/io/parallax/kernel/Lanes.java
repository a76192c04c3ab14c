package io.parallax.kernel;

import io.parallax.program.Reduction;
import io.parallax.type.DataType;

/// The interleaved accumulators of one chunk of a row, as [Reduction] lays them out.
public final class Lanes {
  private static final int COUNT = 8;

  private final Accumulator[] accumulators = new Accumulator[COUNT];

  public Lanes(Reduction reduction, DataType type) {
    for (int lane = 0; lane < COUNT; lane++) {
      accumulators[lane] = new Accumulator(reduction, type);
    }
  }

  /// Takes an element into its lane.
  ///
  /// @param element number of the element within the chunk
  /// @param position number of the element within the row
  public void update(long element, long bits, long position) {
    accumulators[(int) (element % COUNT)].update(bits, position);
  }

  /// All lanes merged as `((0+4)+(2+6)) + ((1+5)+(3+7))`. This object must not be used afterwards.
  public Accumulator merged() {
    for (int step = COUNT / 2; step > 0; step /= 2) {
      for (int lane = 0; lane < step; lane++) {
        accumulators[lane].merge(accumulators[lane + step]);
      }
    }
    return accumulators[0];
  }
}

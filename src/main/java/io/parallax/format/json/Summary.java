package io.parallax.format.json;

import io.parallax.array.NDArray;
import io.parallax.type.Scalar;
import java.util.Optional;

/// Describes the elements of an array that are not all written. Computed in index order on one
/// thread, so the bits depend on the elements alone.
sealed interface Summary {
  /// All elements, NaN included.
  long count();

  record Empty() implements Summary {
    @Override
    public long count() {
      return 0;
    }
  }

  record Bools(long count, long trueCount) implements Summary {}

  /// The summary of integers or floats.
  ///
  /// @param range the range of the elements that are not NaN; empty when all are NaN
  record Numbers(long count, long nanCount, Optional<Range> range) implements Summary {}

  /// The range and the mean of elements.
  ///
  /// @param min of the array's type; of zeros −0 is the least
  /// @param max of the array's type; of zeros +0 is the greatest
  /// @param mean computed from a compensated sum of the elements as float64; infinite or NaN only
  ///   when elements are infinite
  record Range(Scalar min, Scalar max, double mean) {}

  static Summary of(NDArray array) {
    if (array.elementCount() == 0) {
      return new Empty();
    }
    return switch (array.type()) {
      case BOOL -> bools(array);
      case INT32, INT64 -> integers(array);
      case FLOAT32, FLOAT64 -> floats(array);
    };
  }

  private static Summary bools(NDArray array) {
    long trueCount = 0;
    for (long index = 0; index < array.elementCount(); index++) {
      trueCount += array.bitsAt(index);
    }
    return new Bools(array.elementCount(), trueCount);
  }

  private static Summary integers(NDArray array) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (long index = 0; index < array.elementCount(); index++) {
      long value = array.bitsAt(index);
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    Range range =
        new Range(
            new Scalar(array.type(), min),
            new Scalar(array.type(), max),
            mean(array, array.elementCount(), 1));
    return new Numbers(array.elementCount(), 0, Optional.of(range));
  }

  private static Summary floats(NDArray array) {
    long count = array.elementCount();
    long nanCount = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (long index = 0; index < count; index++) {
      double value = array.doubleAt(index);
      if (Double.isNaN(value)) {
        nanCount++;
      } else {
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
    Optional<Range> range =
        nanCount == count
            ? Optional.empty()
            : Optional.of(
                new Range(
                    floating(array, min),
                    floating(array, max),
                    floatingMean(array, count - nanCount, min, max)));
    return new Numbers(count, nanCount, range);
  }

  private static Scalar floating(NDArray array, double value) {
    return array.type().byteWidth() == Float.BYTES ? Scalar.of((float) value) : Scalar.of(value);
  }

  private static double floatingMean(NDArray array, long count, double min, double max) {
    if (Double.isInfinite(min) || Double.isInfinite(max)) {
      return Double.isInfinite(min) ? Double.isInfinite(max) && min != max ? Double.NaN : min : max;
    }
    double mean = mean(array, count, 1);
    // If the sum exceeds the greatest double, it is computed again with the elements scaled down.
    return Double.isFinite(mean) ? mean : mean(array, count, 0x1p-64) * 0x1p64;
  }

  /// The mean, scaled, of the `count` elements that are not NaN; their sum is compensated
  /// (Neumaier, 1974).
  private static double mean(NDArray array, long count, double scale) {
    double sum = 0;
    double lost = 0;
    for (long index = 0; index < array.elementCount(); index++) {
      double value = array.doubleAt(index) * scale;
      if (Double.isNaN(value)) {
        continue;
      }
      double next = sum + value;
      lost += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
      sum = next;
    }
    return (sum + lost) / count;
  }
}

package io.parallax.compute;

import io.parallax.type.Scalar;
import java.util.Optional;

/// Describes the elements of an array that are not all written.
public sealed interface Summary {
  /// All elements, NaN included.
  long count();

  /// The summary of no elements.
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
  /// @param mean the exact mean, correctly rounded to a float64, so that it lies between min and
  ///   max; infinite or NaN only when elements are infinite
  record Range(Scalar min, Scalar max, double mean) {}
}

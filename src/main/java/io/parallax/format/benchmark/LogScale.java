package io.parallax.format.benchmark;

import java.util.List;
import java.util.stream.IntStream;

/// A logarithmic axis over whole decades.
///
/// @param first the exponent of the first decade's beginning, base 10
/// @param last the exponent of the last decade's end, greater than `first`
/// @param from where the axis begins, in units of the drawing
/// @param to where it ends
record LogScale(int first, int last, double from, double to) {
  /// The fewest decades that hold some values.
  ///
  /// @param least of the values, more than 0
  static LogScale over(double least, double greatest, double from, double to) {
    int first = (int) Math.floor(Math.log10(least));
    int last = (int) Math.ceil(Math.log10(greatest));
    return new LogScale(first, Math.max(first + 1, last), from, to);
  }

  /// Where a value is drawn.
  double at(double value) {
    return from + (Math.log10(value) - first) / (last - first) * (to - from);
  }

  /// The exponents at which the axis is labelled.
  List<Integer> decades() {
    return IntStream.rangeClosed(first, last).boxed().toList();
  }
}

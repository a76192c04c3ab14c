package io.parallax.language;

import io.parallax.type.DataType;

/// How far a function's values may be from the exact ones, in units in the last place of the exact
/// one: 0 where every value is exact, 0.5 where it is the nearest float. Bounds between are
/// measured, and rounded up.
///
/// @param float64 of float64 arguments
/// @param float32 of float32 arguments
public record ErrorBound(double float64, double float32) {
  static final ErrorBound EXACT = new ErrorBound(0, 0);
  static final ErrorBound NEAREST = new ErrorBound(0.5, 0.5);

  /// Of variances and standard deviations; those of float32 are computed in float64.
  static final ErrorBound OF_VARIANCE = new ErrorBound(1, 0.51);

  /// The bound of results of one type.
  ///
  /// @param type float64 or float32
  public double of(DataType type) {
    return switch (type) {
      case FLOAT64 -> float64;
      case FLOAT32 -> float32;
      case BOOL, INT32, INT64 ->
          throw new IllegalArgumentException("errors are of floats, not of " + type);
    };
  }
}

package io.parallax.format;

import io.parallax.compute.ComputeProperties;

/// How many arrays may come together, and how long each may be.
///
/// @param arrays the most arrays
/// @param nameLength the most characters of an array's name
/// @param elements the most elements of an array
public record ArrayLimits(int arrays, int nameLength, long elements) {
  /// The limits of a request's inputs.
  public static ArrayLimits ofInputs(ComputeProperties limits) {
    return new ArrayLimits(limits.inputs(), limits.nameLength(), limits.elements());
  }
}

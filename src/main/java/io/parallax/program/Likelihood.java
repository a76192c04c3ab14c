package io.parallax.program;

/// How often a condition holds. It changes no value: engines may save work by it.
public enum Likelihood {
  UNKNOWN,
  /// For hardly any element.
  RARE
}

package io.parallax.program;

/// How often a condition holds. It changes no value, but engines may use it to save work.
public enum Likelihood {
  UNKNOWN,
  /// For hardly any element.
  RARE
}

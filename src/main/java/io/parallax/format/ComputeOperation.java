package io.parallax.format;

/// The operation a body is for. The address of the request decides which one.
public enum ComputeOperation {
  EVALUATE,
  FILTER,
  REDUCE,
  MAP
}

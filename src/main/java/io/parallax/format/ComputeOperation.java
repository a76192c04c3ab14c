package io.parallax.format;

/// What a body asks the service to compute; the address says which.
public enum ComputeOperation {
  EVALUATE,
  FILTER,
  REDUCE
}

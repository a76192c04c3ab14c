package io.parallax.lowering;

import io.parallax.program.Invocation;
import io.parallax.type.Overflow;

/// What a request says of how its programs compute.
///
/// @param overflow what happens where an integer result does not fit its type
/// @param maximumTrips the trips that all loops of one item of a caller's function may make
///   together
public record Conduct(Overflow overflow, long maximumTrips) {
  /// With the usual limit of trips.
  public Conduct(Overflow overflow) {
    this(overflow, Invocation.DEFAULT_MAXIMUM_TRIPS);
  }
}

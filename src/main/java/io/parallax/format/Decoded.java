package io.parallax.format;

import io.parallax.compute.ComputeRequest;

/// A request as its body told it.
///
/// @param request what to compute; its literal inputs hold memory of the reservation that was given
/// @param output how the results are to be written
public record Decoded(ComputeRequest request, OutputOptions output) {}

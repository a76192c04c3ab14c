package io.parallax.format;

import io.parallax.compute.ComputeRequest;

/// A request decoded from its body.
///
/// @param request what to compute; its literal inputs hold memory of the reservation that was given
/// @param output how the results are to be written
public record Decoded(ComputeRequest request, OutputOptions output) {}

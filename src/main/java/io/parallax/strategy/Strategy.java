package io.parallax.strategy;

/// An executor as callers see it.
///
/// @param description one sentence for people choosing
/// @param available whether it can run here
/// @param reason why it cannot; empty when available
/// @param maximumParallelism the most threads it gives to one request
public record Strategy(
    String name, String description, boolean available, String reason, int maximumParallelism) {}

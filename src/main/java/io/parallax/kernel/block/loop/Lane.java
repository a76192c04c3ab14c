package io.parallax.kernel.block.loop;

/// Stands in source text for the element type of a template's vectors, which only its parameters
/// know.
public interface Lane {}

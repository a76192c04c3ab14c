package io.parallax.kernel.block.loop;

/// The element type of a template's vectors in source text. Only the template's parameters know the
/// actual type.
public interface Lane {}

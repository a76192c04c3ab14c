package io.parallax.language;

/// A function that gives one result for each element of its broadcast arguments.
public sealed interface ElementwiseFunction extends Function permits BasicFunction, MathFunction {}

package io.parallax.kernel.block.loop;

/// What a [ScalarLoop] computes of one element of each operand, as bits (see
/// [io.parallax.type.Scalar]). A lambda, for its captured values to be constants like the
/// parameters of a template (see [Templates]).
@FunctionalInterface
interface ScalarFormula {
  long apply(long a, long b, long c);
}

package io.parallax.kernel.block.loop;

/// The formula that a [ScalarLoop] computes from one element of each operand, as bits (see
/// [io.parallax.type.Scalar]). A formula is a lambda, so that its captured values are constants
/// like the parameters of a template (see [Templates]).
@FunctionalInterface
interface ScalarFormula {
  long apply(long a, long b, long c);
}

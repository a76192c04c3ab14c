package io.parallax.kernel.vector;

/// A polynomial over a block by Horner's rule: `(… (start·x + c₀)·x + c₁ …)·x + cₙ`, every step a
/// fused multiply-add. Like [BlockLoop]; the steps between stay in registers.
interface PolynomialLoop {
  /// Computes at least [Block#count] and at most [Block#paddedCount] elements.
  ///
  /// @param coefficients values that are uniform, c₀ first
  void run(Block block, int target, int x, int start, int[] coefficients);
}

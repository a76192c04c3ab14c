package io.parallax.kernel.block.loop;

/// A polynomial over a block by Horner's rule: `(… (start·x + c₀)·x + c₁ …)·x + cₙ`, every step a
/// fused multiply-add. The contract is that of [BlockLoop]. Intermediate values stay in registers.
public interface PolynomialLoop {
  /// The number of longs over which a coefficient is repeated: the longs of the longest vector.
  int PATTERN = Block.GRAIN / Long.BYTES;

  /// Computes at least [Block#count] and at most [Block#paddedCount] elements.
  ///
  /// @param coefficients the bits of c₀ [#PATTERN] times, then the bits of c₁ [#PATTERN] times, …;
  ///   a long holds the bits of a float32 twice
  void run(Block block, int target, int x, int start, long[] coefficients);
}

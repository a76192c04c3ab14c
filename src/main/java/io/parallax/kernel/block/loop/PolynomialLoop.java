package io.parallax.kernel.block.loop;

/// A polynomial over a block by Horner's rule: `(… (start·x + c₀)·x + c₁ …)·x + cₙ`, every step a
/// fused multiply-add. Like [BlockLoop]; the steps between stay in registers.
public interface PolynomialLoop {
  /// The longs in which a coefficient is repeated: as many as the longest vector has.
  int PATTERN = Block.GRAIN / Long.BYTES;

  /// Computes at least [Block#count] and at most [Block#paddedCount] elements.
  ///
  /// @param coefficients the bits of c₀ [#PATTERN] times, those of c₁, …; a float32's twice in a
  ///   long
  void run(Block block, int target, int x, int start, long[] coefficients);
}

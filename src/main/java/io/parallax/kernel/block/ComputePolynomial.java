package io.parallax.kernel.block;

import io.parallax.kernel.block.loop.Block;
import io.parallax.kernel.block.loop.PolynomialLoop;

/// Evaluates a polynomial over values of the block.
final class ComputePolynomial implements BlockStep {
  private final PolynomialLoop loop;
  private final int target;
  private final int x;
  private final int start;
  private final long[] coefficients;

  /// @param coefficients as in [PolynomialLoop]
  ComputePolynomial(PolynomialLoop loop, int target, int x, int start, long[] coefficients) {
    this.loop = loop;
    this.target = target;
    this.x = x;
    this.start = start;
    this.coefficients = coefficients;
  }

  @Override
  public void run(Block block) {
    loop.run(block, target, x, start, coefficients);
  }
}

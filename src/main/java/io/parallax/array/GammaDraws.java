package io.parallax.array;

/// Values of a gamma distribution: G. Marsaglia and W. W. Tsang, "A simple method for generating
/// gamma variables" (ACM Transactions on Mathematical Software 26, 2000). A normal value is
/// transformed and accepted with a probability above 0.95; each try takes the next bits of the
/// element's own stream. Logarithms and powers are [StrictMath]'s, whose bits are fixed.
final class GammaDraws implements BlockFill.Doubles {
  private final StandardGamma standard;
  private final double scale;
  private final long state;

  GammaDraws(Distribution.Gamma gamma, long seed) {
    this.standard = new StandardGamma(gamma.k());
    this.scale = gamma.scale();
    this.state = RandomBits.state(gamma, seed);
  }

  @Override
  public void compute(long first, double[] block, int count) {
    ElementStream stream = new ElementStream();
    for (int i = 0; i < count; i++) {
      stream.restart(RandomBits.at(state, first + i));
      block[i] = scale * standard.draw(stream);
    }
  }
}

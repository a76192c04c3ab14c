package io.parallax.array;

/// Values of a Poisson distribution: by an [InversionTable] for small means, otherwise by W.
/// Hörmann's PTRS ("The transformed rejection method for generating Poisson random variables",
/// Insurance: Mathematics and Economics 12, 1993) with probabilities by [SaddlePoint]. Each try
/// takes the next bits of the element's own stream.
final class PoissonDraws implements BlockFill.Longs {
  private final double mean;
  private final long state;
  private final InversionTable table;
  private final double a;
  private final double b;
  private final double quick;
  private final double logInverseAlpha;

  PoissonDraws(Distribution.Poisson poisson, long seed) {
    this.mean = poisson.lam();
    this.state = RandomBits.state(poisson, seed);
    this.table = InversionTable.poisson(Math.min(mean, InversionTable.GREATEST_MEAN));
    this.b = 0.931 + 2.53 * Math.sqrt(mean);
    this.a = -0.059 + 0.02483 * b;
    this.quick = 0.9277 - 3.6224 / (b - 2);
    this.logInverseAlpha = StrictMath.log(1.1239 + 1.1328 / (b - 3.4));
  }

  @Override
  public void compute(long first, long[] block, int count) {
    RandomBits.bits(state, first, block, count);
    if (mean < InversionTable.GREATEST_MEAN) {
      for (int i = 0; i < count; i++) {
        block[i] = table.find(RandomBits.open(block[i]));
      }
      return;
    }
    ElementStream stream = new ElementStream();
    for (int i = 0; i < count; i++) {
      stream.restart(block[i]);
      block[i] = draw(stream);
    }
  }

  private long draw(ElementStream stream) {
    while (true) {
      double u = stream.uniform() - 0.5;
      double v = stream.uniform();
      double us = 0.5 - Math.abs(u);
      double k = Math.floor((2 * a / us + b) * u + mean + 0.43);
      if (us >= 0.07 && v <= quick) {
        return (long) k;
      }
      boolean possible = k >= 0 && (us >= 0.013 || v <= us);
      if (possible
          && StrictMath.log(v) + logInverseAlpha - StrictMath.log(a / (us * us) + b)
              <= SaddlePoint.logPoisson(k, mean)) {
        return (long) k;
      }
    }
  }
}

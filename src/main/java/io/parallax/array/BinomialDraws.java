package io.parallax.array;

/// Values of a binomial distribution: by an [InversionTable] for small means, otherwise by W.
/// Hörmann's BTRS ("The generation of binomial random variates", Journal of Statistical Computation
/// and Simulation 46, 1993) with probabilities by [SaddlePoint]. Each try takes the next bits of
/// the element's own stream. For p above one half the failures are drawn.
final class BinomialDraws implements BlockFill.Longs {
  private final double n;
  private final double p;
  private final boolean failures;
  private final long state;
  private final InversionTable table;
  private final double a;
  private final double b;
  private final double quick;
  private final double alpha;
  private final double logMode;

  BinomialDraws(Distribution.Binomial binomial, long seed) {
    this.n = (double) binomial.n();
    this.failures = binomial.p() > 0.5;
    this.p = failures ? 1 - binomial.p() : binomial.p();
    this.state = RandomBits.state(binomial, seed);
    this.table = InversionTable.binomial(binomial.n(), tabled() ? p : 0);
    double deviation = Math.sqrt(n * p * (1 - p));
    this.b = 1.15 + 2.53 * deviation;
    this.a = -0.0873 + 0.0248 * b + 0.01 * p;
    this.quick = 0.92 - 4.2 / b;
    this.alpha = (2.83 + 5.1 / b) * deviation;
    this.logMode = tabled() ? 0 : SaddlePoint.logBinomial(Math.floor((n + 1) * p), n, p);
  }

  @Override
  public void compute(long first, long[] block, int count) {
    RandomBits.bits(state, first, block, count);
    ElementStream stream = new ElementStream();
    boolean tabled = tabled();
    for (int i = 0; i < count; i++) {
      stream.restart(block[i]);
      long successes = tabled ? table.find(RandomBits.open(block[i])) : draw(stream);
      block[i] = failures ? (long) n - successes : successes;
    }
  }

  private boolean tabled() {
    return n * p < InversionTable.GREATEST_MEAN;
  }

  private long draw(ElementStream stream) {
    while (true) {
      double u = stream.uniform() - 0.5;
      double v = stream.uniform();
      double us = 0.5 - Math.abs(u);
      double k = Math.floor((2 * a / us + b) * u + n * p + 0.5);
      if (us >= 0.07 && v <= quick) {
        return (long) k;
      }
      if (k >= 0
          && k <= n
          && StrictMath.log(v * alpha / (a / (us * us) + b))
              <= SaddlePoint.logBinomial(k, n, p) - logMode) {
        return (long) k;
      }
    }
  }
}

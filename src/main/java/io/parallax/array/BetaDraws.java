package io.parallax.array;

/// Values of a beta distribution: x / (x + y) of two gamma values (see [GammaDraws]). Where a
/// parameter is below 1 both may underflow; their logarithms are then used instead.
final class BetaDraws implements BlockFill.Doubles {
  private final StandardGamma first;
  private final StandardGamma second;
  private final boolean logarithmic;
  private final long state;

  BetaDraws(Distribution.Beta beta, long seed) {
    this.first = new StandardGamma(beta.a());
    this.second = new StandardGamma(beta.b());
    this.logarithmic = beta.a() < 1 || beta.b() < 1;
    this.state = RandomBits.state(beta, seed);
  }

  @Override
  public void compute(long from, double[] block, int count) {
    ElementStream stream = new ElementStream();
    for (int i = 0; i < count; i++) {
      stream.restart(RandomBits.at(state, from + i));
      double ratio =
          logarithmic
              ? StrictMath.exp(-(first.drawLogarithm(stream) - second.drawLogarithm(stream)))
              : inverseRatio(stream);
      block[i] = 1 / (1 + ratio);
    }
  }

  /// y / x
  private double inverseRatio(ElementStream stream) {
    double x = first.draw(stream);
    return second.draw(stream) / x;
  }
}

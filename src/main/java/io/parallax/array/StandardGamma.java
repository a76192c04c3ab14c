package io.parallax.array;

/// The gamma distribution of scale 1 (see [GammaDraws]). Thread safe.
final class StandardGamma {
  /// A quick test accepts what is above 1 − this·x⁴.
  private static final double SQUEEZE = 0.0331;

  private final double k;
  private final double d;
  private final double c;

  /// @param k the shape parameter, 0 or more. A value for k below 1 is one for k + 1 times u^(1/k)
  StandardGamma(double k) {
    this.k = k;
    this.d = (k < 1 ? k + 1 : k) - 1.0 / 3;
    this.c = 1 / Math.sqrt(9 * d);
  }

  /// No value is greater.
  double greatest() {
    double root = 1 + c * Distribution.Normal.REACH;
    return d * (root * root * root);
  }

  double draw(ElementStream stream) {
    double value = ofLeastOne(stream);
    return k < 1 ? value * StrictMath.pow(stream.uniform(), 1 / k) : value;
  }

  /// The logarithm of a value, also where the value underflows.
  double drawLogarithm(ElementStream stream) {
    double logarithm = StrictMath.log(ofLeastOne(stream));
    return k < 1 ? logarithm + StrictMath.log(stream.uniform()) / k : logarithm;
  }

  private double ofLeastOne(ElementStream stream) {
    while (true) {
      double x = stream.normal();
      double root = 1 + c * x;
      double u = stream.uniform();
      if (root > 0) {
        double v = root * root * root;
        double squared = x * x;
        if (u < 1 - SQUEEZE * squared * squared
            || StrictMath.log(u) < 0.5 * squared + d * (1 - v + StrictMath.log(v))) {
          return d * v;
        }
      }
    }
  }
}

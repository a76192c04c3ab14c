package io.parallax.array;

/// The inverse of the standard normal distribution function: Wichura's PPND16 (Algorithm AS 241,
/// Applied Statistics 37, 1988), relative accuracy about 10⁻¹⁶. It has three ratios of polynomials,
/// evaluated by Horner's rule in plain Java arithmetic and [StrictMath], so its bits are the same
/// everywhere. Coefficients are listed from the lowest power on.
final class NormalQuantile {
  private static final double CENTRE = 0.425;
  private static final double CENTRE_SQUARED = 0.180625;
  private static final double NEAR_TAIL = 1.6;
  private static final double FAR_TAIL = 5;

  private static final double[] CENTRE_NUMERATOR = {
    3.3871328727963665,
    133.14166789178438,
    1971.5909503065513,
    13731.69376550946,
    45921.95393154987,
    67265.7709270087,
    33430.57558358813,
    2509.0809287301227
  };
  private static final double[] CENTRE_DENOMINATOR = {
    1.0,
    42.31333070160091,
    687.1870074920579,
    5394.196021424751,
    21213.794301586597,
    39307.89580009271,
    28729.085735721943,
    5226.495278852854
  };
  private static final double[] NEAR_TAIL_NUMERATOR = {
    1.4234371107496835,
    4.630337846156546,
    5.769497221460691,
    3.6478483247632045,
    1.2704582524523684,
    0.2417807251774506,
    0.022723844989269184,
    0.0007745450142783414
  };
  private static final double[] NEAR_TAIL_DENOMINATOR = {
    1.0,
    2.053191626637759,
    1.6763848301838038,
    0.6897673349851,
    0.14810397642748008,
    0.015198666563616457,
    0.0005475938084995345,
    1.0507500716444169e-09
  };
  private static final double[] FAR_TAIL_NUMERATOR = {
    6.657904643501103,
    5.463784911164114,
    1.7848265399172913,
    0.29656057182850487,
    0.026532189526576124,
    0.0012426609473880784,
    2.7115555687434876e-05,
    2.0103343992922881e-07
  };
  private static final double[] FAR_TAIL_DENOMINATOR = {
    1.0,
    0.599832206555888,
    0.1369298809227358,
    0.014875361290850615,
    0.0007868691311456133,
    1.8463183175100548e-05,
    1.421511758316446e-07,
    2.0442631033899397e-15
  };

  private NormalQuantile() {}

  /// The value z such that a standard normal value is below z with this probability.
  ///
  /// @param probability in (0, 1), both exclusive
  static double of(double probability) {
    double q = probability - 0.5;
    if (Math.abs(q) <= CENTRE) {
      double r = CENTRE_SQUARED - q * q;
      return q * polynomial(CENTRE_NUMERATOR, r) / polynomial(CENTRE_DENOMINATOR, r);
    }
    double tail = tail(Math.sqrt(-StrictMath.log(q < 0 ? probability : 1 - probability)));
    return q < 0 ? -tail : tail;
  }

  private static double tail(double r) {
    if (r <= FAR_TAIL) {
      double near = r - NEAR_TAIL;
      return polynomial(NEAR_TAIL_NUMERATOR, near) / polynomial(NEAR_TAIL_DENOMINATOR, near);
    }
    double far = r - FAR_TAIL;
    return polynomial(FAR_TAIL_NUMERATOR, far) / polynomial(FAR_TAIL_DENOMINATOR, far);
  }

  private static double polynomial(double[] coefficients, double x) {
    double value = coefficients[coefficients.length - 1];
    for (int power = coefficients.length - 2; power >= 0; power--) {
      value = value * x + coefficients[power];
    }
    return value;
  }
}

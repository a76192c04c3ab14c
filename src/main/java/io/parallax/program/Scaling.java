package io.parallax.program;

/// Powers of two with a computed exponent, in a float type. An integer k is held by the float
/// `shifter + k`, whose low bits it is: adding the shifter to a number rounds it to an integer,
/// ties to even, and shifting the sum's bits left puts k where exponents are; no conversion is
/// needed.
///
/// @param fractionBits of a significand
/// @param shifter 1.5 · 2^fractionBits, which takes |k| up to a quarter of that
/// @param step an exponent from which a float can be scaled by as much again
record Scaling(int fractionBits, double shifter, int step) {
  private static final Scaling DOUBLE = new Scaling(52, 0x1.8p52, 1000);
  private static final Scaling SINGLE = new Scaling(23, 0x1.8p23, 100);

  static Scaling of(Value x) {
    return x.isDouble() ? DOUBLE : SINGLE;
  }

  /// value · 2ᵏ, where neither is beyond the normal numbers.
  Value times(Value value, Value shifted) {
    return value.bits().plus(exponent(shifted)).asFloat();
  }

  /// value · 2⁻ᵏ, where neither is beyond the normal numbers.
  Value over(Value value, Value shifted) {
    return value.bits().minus(exponent(shifted)).asFloat();
  }

  /// value · 2ᵏ, rounded once more where it is subnormal, for x of k's sign and not beyond the
  /// limit; ∞ or 0 beyond it, NaN for NaN.
  ///
  /// @param value about 1
  Value timesWidely(Value value, Value shifted, Value x, double limit) {
    Value negative = x.isLess(0.0);
    double near = Math.scalb(1.0, step);
    Value back = negative.choose(bias(shifted, step), bias(shifted, -step));
    Value scaled =
        times(value, shifted)
            .bits()
            .plus(back)
            .asFloat()
            .times(negative.choose(x.constant(1 / near), x.constant(near)));
    Value farther = x.times(x.isDouble() ? 0x1p1023 : 0x1p127).maximum(x.constant(0.0));
    return x.magnitude().isAtMost(limit).choose(scaled, farther);
  }

  private Value exponent(Value shifted) {
    return shifted.bits().shiftLeft(fractionBits);
  }

  private Value bias(Value shifted, int exponent) {
    return shifted.bits().constant((long) exponent << fractionBits);
  }
}

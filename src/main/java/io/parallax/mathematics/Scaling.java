package io.parallax.mathematics;

import io.parallax.program.Value;

/// Powers of two with a computed exponent, in a float type. An integer k is stored as the float
/// `shifter + k`, whose lowest bits are k. Adding the shifter to a number rounds the number to an
/// integer, ties to even, and shifting the bits of the sum left moves k to the place of the
/// exponent; no conversion is needed.
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

  /// significand · 2ᵏ, rounded once, for an x with the sign of k and a magnitude up to the limit.
  /// Beyond the limit the result is ∞ or 0, and NaN gives NaN.
  ///
  /// @param significand about 1
  Value timesWidely(Sum significand, Value shifted, Value x, double limit) {
    Value rounded = significand.rounded();
    Value scaled =
        x.isLess(0.0).choose(timesLittle(significand, shifted), timesMuch(rounded, shifted));
    Value farther = x.times(x.isDouble() ? 0x1p1023 : 0x1p127).maximum(x.constant(0.0));
    return x.magnitude().isAtMost(limit).choose(scaled, farther);
  }

  /// For k > 0: in two steps, of which the second may overflow.
  private Value timesMuch(Value value, Value shifted) {
    Value back = shifted.bits().constant((long) -step << fractionBits);
    return times(value, shifted).bits().plus(back).asFloat().times(Math.scalb(1.0, step));
  }

  /// For k < 0. The unit u is chosen so that its last bit weighs 2⁻ᵏ times the least subnormal.
  /// Added to u, head and tail are rounded exactly where a subnormal result has to be rounded, and
  /// the bits of the sum less the bits of u are the bits of the result.
  private Value timesLittle(Sum significand, Value shifted) {
    Value unitBits = shifted.bits().constant(1L << fractionBits).minus(exponent(shifted));
    Value unit = unitBits.asFloat();
    Value head = unit.plus(significand.head());
    Value tail = unit.minus(head).plus(significand.head()).plus(significand.tail());
    Value subnormal = head.plus(tail).bits().minus(unitBits).asFloat();
    Value rounded = significand.rounded();
    return rounded.isLess(unit).choose(subnormal, times(rounded, shifted));
  }

  private Value exponent(Value shifted) {
    return shifted.bits().shiftLeft(fractionBits);
  }
}

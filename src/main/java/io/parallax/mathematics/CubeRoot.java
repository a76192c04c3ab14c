package io.parallax.mathematics;

import io.parallax.program.Value;

/// cbrt, without a division. The inverse cube root r is guessed from the bits, because logarithms
/// are nearly linear in them (W. Kahan, "Computing a real cube root", 1991), and rounded to few
/// enough bits that r³ is exact. Then d = x·r³ − 1 is a fused step with one rounding, and the cube
/// root is x·r²·(1 + d)^(−2/3): a head and a small correction.
///
/// The guess, wrong by at most 3.5 % (4 % for float32), is improved by a polynomial for (1 +
/// d)^(−1/3), minimax of degree 3 for |d| ≤ 0.1025 with error 2⁻¹⁸·⁹, and cut to 17 bits, for
/// float32 rounded to 8; (1 + d)^(−2/3) is then its Taylor polynomial of degree 3, for float32 4.
///
/// The largest errors found: 0.53 ulp for float64 (10⁶ points), 0.53 for float32 (all arguments of
/// magnitude 1/16 … 16, so that each exponent modulo 3 and each significand is among them). ±0, ±∞
/// and NaN give themselves; they and subnormal numbers, whose d is large, are the rare case.
///
/// @param square r²
/// @param error 8d: r³ itself would be subnormal for the largest x
record CubeRoot(Value x, Value square, Value error) {
  static final double[] SEED = {
    0x1.ffffbca156d09p-1, -0x1.5553809336d3cp-2, 0x1.ca3be8119bbbcp-3, -0x1.660bb4881c383p-3
  };

  /// −2/3, 5/9, −40/81 and 110/243 over powers of 8.
  private static final double[] DOUBLE = {
    -0x1.5555555555555p-4, 0x1.1c71c71c71c72p-7, -0x1.f9add3c0ca458p-11
  };

  static final double[] SINGLE = {-0x1.555556p-4, 0x1.1c71c8p-7, -0x1.f9add4p-11, 0x1.cf8a02p-14};

  static Value cubeRoot(Value x) {
    Value magnitude = x.magnitude();
    CubeRoot ordinary = of(magnitude);
    Value rare = ordinary.error.magnitude().isAtMost(x.isDouble() ? 0x1p-10 : 0x1p-3).not();
    Value subnormal = magnitude.isGreater(0.0).and(magnitude.isLess(1.0));
    Value edge = subnormal.choose(ofSubnormal(magnitude), magnitude);
    return ordinary.value().exceptWhere(rare, edge).bits().or(x.sign()).asFloat();
  }

  private static Value ofSubnormal(Value x) {
    return x.isDouble()
        ? of(x.times(0x1p108)).value().times(0x1p-36)
        : of(x.times(0x1p48)).value().times(0x1p-16);
  }

  private static CubeRoot of(Value x) {
    Value inverse = x.isDouble() ? inverseDouble(x) : inverseSingle(x);
    Value square = inverse.times(inverse);
    return new CubeRoot(x, square, x.timesPlus(square.times(inverse.times(8.0)), -8.0));
  }

  private Value value() {
    Value head = x.times(square);
    Value tail = x.timesPlus(square, head.negated());
    Value series = error.polynomial(x.isDouble() ? DOUBLE : SINGLE);
    return head.plus(head.timesPlus(error.times(series), tail));
  }

  /// The guess subtracts a third of the bits, read as a number without its 12 lowest bits, from a
  /// constant. The constant makes the largest |d| smallest (found by search). 2⁵² is added so that
  /// the product is rounded to an integer.
  private static Value inverseDouble(Value x) {
    Value number = x.bits().shiftRight(12).or(0x4330000000000000L).asFloat();
    Value third = number.timesPlus(-0x1.5555555555555p-2, 0x1.aa943ece2a534p52);
    Value guess = third.bits().shiftLeft(12).asFloat();
    return improved(x, guess).bits().and(-1L << 36).asFloat();
  }

  private static Value inverseSingle(Value x) {
    Value number = x.bits().shiftRight(16).or(0x4b000000).asFloat();
    Value third = number.timesPlus(-0x1.555556p-2, 0x1.55fe98p23);
    Value guess = third.bits().shiftLeft(16).asFloat();
    return improved(x, guess).bits().plus(0x8000).and(-1L << 16).asFloat();
  }

  private static Value improved(Value x, Value guess) {
    Value wrong = x.times(guess).timesPlus(guess.times(guess), -1.0);
    return guess.times(wrong.polynomial(SEED));
  }
}

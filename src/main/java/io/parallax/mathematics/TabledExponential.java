package io.parallax.mathematics;

import io.parallax.program.Table;
import io.parallax.program.Value;

/// A power in float64 as 2^⌊k/16⌋ · 2^(i/16) · (1 + part) with i = k mod 16, by a table of the
/// sixteenth parts of a power of two (P. T. P. Tang, Table-driven implementation of the exponential
/// function in IEEE floating-point arithmetic, ACM TOMS 15, 1989).
///
/// For eˣ, k is the integer nearest to 16·x/ln 2, r = x − k·ln 2/16, and the part is eʳ − 1. x less
/// k times the high part of ln 2/16 is exact, because the difference is a multiple of the last bit
/// of that high part, or of x if that bit is finer, and less than 1/32. For 2ˣ, r = x − k/16 is
/// exact. For 10ˣ, r = x − k·log₁₀ 2/16 is computed as for eˣ, and the part is e^(r·ln 10) − 1.
///
/// The table holds 2^(i/16), rounded, as bits less i·2⁴⁸: adding k·2⁴⁸ leaves ⌊k/16⌋ for the
/// exponent. A second table holds the rounding error of 2^(i/16), which is added to the part. The
/// part is at most 1/45, so the roundings before the last fused step count for little.
///
/// Largest errors found, over 10⁶ points between −1 and 1 and as many between −708 and 708: eˣ 0.54
/// ulp, 2ˣ 0.53; 10ˣ, over 10⁶ points of the whole range, 0.55.
///
/// @param part the result divided by the power of 2^(1/16), less 1
/// @param bits of a float whose significand ends with k
record TabledExponential(Value part, Value bits) {
  /// (eʳ − 1 − r)/r² for |r| ≤ ln 2/32·(1 + 2⁻¹⁰), the error of r² times it relative to eʳ: 2⁻⁶⁴·⁹.
  static final double[] SERIES = {
    0x1.0000000000004p-1,
    0x1.5555555555557p-3,
    0x1.5555555470516p-5,
    0x1.11111110ab484p-7,
    0x1.6c18520a7ebefp-10,
    0x1.a01b65bb01f0cp-13
  };

  /// (2ʳ − 1 − r·ln 2)/r² for |r| ≤ 1/32, the error of r² times it relative to 2ʳ: 2⁻⁶⁵·⁵.
  static final double[] BINARY_SERIES = {
    0x1.ebfbdff82c597p-3,
    0x1.c6b08d704a0c2p-5,
    0x1.3b2ab6fad244ep-7,
    0x1.5d87fe7824abcp-10,
    0x1.430a75b93923ep-13,
    0x1.ffcdb17e741d4p-17
  };

  /// The bits of 2^(i/16) less i·2⁴⁸.
  static final Table POWERS =
      Table.of(
          "sixteenth_powers_of_2",
          0x3ff0000000000000L,
          0x3fefb5586cf9890fL,
          0x3fef72b83c7d517bL,
          0x3fef387a6e756238L,
          0x3fef06fe0a31b715L,
          0x3feedea64c123422L,
          0x3feebfdad5362a27L,
          0x3feeab07dd485429L,
          0x3feea09e667f3bcdL,
          0x3feea11473eb0187L,
          0x3feeace5422aa0dbL,
          0x3feec49182a3f090L,
          0x3feee89f995ad3adL,
          0x3fef199bdd85529cL,
          0x3fef5818dcfba487L,
          0x3fefa4afa2a490daL);

  /// The relative error of the nearest float to 2^(i/16), with the opposite sign.
  static final Table RESTS =
      Table.of(
          "sixteenth_powers_of_2_rests",
          0.0,
          0x1.79aa65d837b6dp-54,
          -0x1.01b15eaa59348p-55,
          0x1.68efde3a8a894p-54,
          0x1.34d754db0abb6p-55,
          0x1.59f48a72a4c6dp-55,
          0x1.690cebb7aafb0p-56,
          0x1.063e1e21c5409p-54,
          -0x1.3b3efbf5e2228p-54,
          -0x1.b32dcb94da51dp-56,
          0x1.db72fc1f0eab4p-55,
          0x1.1affc2b91ce27p-56,
          0x1.c1a7792cb3387p-55,
          0x1.36eae30af0cb3p-56,
          0x1.4a385a63d07a7p-56,
          -0x1.ff7128fd391f0p-55);

  /// The table has 2⁴ elements.
  private static final int INDEX_BITS = 4;

  private static final int FRACTION_BITS = 52;

  /// 16/ln 2, and ln 2/16 in two parts.
  static final double SIXTEENTHS = 0x1.71547652b82fep+4;

  static final double LN_2_HIGH = 0x1.62e42fefa39efp-5;
  static final double LN_2_LOW = 0x1.abc9e3b39803fp-60;

  private static final double LN_2 = 0x1.62e42fefa39efp-1;

  /// 16·log₂ 10, and log₁₀ 2/16 in two parts.
  private static final double DECIMAL_SIXTEENTHS = 0x1.a934f0979a371p+5;

  private static final double LOG10_2_HIGH = 0x1.34413509f79ffp-6;
  private static final double LOG10_2_LOW = -0x1.9dc1da994fd21p-63;

  private static final double LN_10 = 0x1.26bb1bbb55516p+1;

  /// Adding 1.5 times the power of two whose last bit weighs 1 rounds to an integer, whose lowest
  /// bits are the sum's; with the last bit worth 1/16, to sixteenths.
  static final double SHIFTER = 0x1.8p52;

  private static final double SIXTEENTH_SHIFTER = 0x1.8p48;

  /// eˣ.
  static TabledExponential natural(Value x) {
    Value shifted = x.timesPlus(SIXTEENTHS, SHIFTER);
    Value k = shifted.minus(SHIFTER);
    return natural(shifted, k.timesPlus(-LN_2_LOW, k.timesPlus(-LN_2_HIGH, x)));
  }

  /// e^(head + tail) for a tail whose square does not count beside 1.
  static TabledExponential natural(Sum x) {
    Value shifted = x.head().timesPlus(SIXTEENTHS, SHIFTER);
    Value k = shifted.minus(SHIFTER);
    Value low = k.timesPlus(-LN_2_LOW, x.tail());
    return natural(shifted, k.timesPlus(-LN_2_HIGH, x.head()).plus(low));
  }

  private static TabledExponential natural(Value shifted, Value r) {
    return new TabledExponential(r.plus(square(r, shifted, SERIES)), shifted.bits());
  }

  /// 10ˣ.
  static TabledExponential decimal(Value x) {
    Value shifted = x.timesPlus(DECIMAL_SIXTEENTHS, SHIFTER);
    Value k = shifted.minus(SHIFTER);
    Value r = k.timesPlus(-LOG10_2_LOW, k.timesPlus(-LOG10_2_HIGH, x));
    Value rest = square(r.times(LN_10), shifted, SERIES);
    return new TabledExponential(r.timesPlus(LN_10, rest), shifted.bits());
  }

  /// 2ˣ.
  static TabledExponential binary(Value x) {
    Value shifted = x.plus(SIXTEENTH_SHIFTER);
    Value r = remainder(x, shifted);
    Value rest = square(r, shifted, BINARY_SERIES);
    return new TabledExponential(r.timesPlus(LN_2, rest), shifted.bits());
  }

  /// 2^(head + tail) for a tail whose square does not count beside 1.
  static TabledExponential binary(Value head, Value tail) {
    Value shifted = head.plus(SIXTEENTH_SHIFTER);
    Value r = remainder(head, shifted);
    Value rest = tail.timesPlus(LN_2, square(r.plus(tail), shifted, BINARY_SERIES));
    return new TabledExponential(r.timesPlus(LN_2, rest), shifted.bits());
  }

  private static Value remainder(Value x, Value shifted) {
    return x.minus(shifted.minus(SIXTEENTH_SHIFTER));
  }

  /// r² times the series, and the table's rest.
  private static Value square(Value r, Value shifted, double... series) {
    return r.times(r).timesPlus(r.polynomial(series), shifted.bits().elementOf(RESTS));
  }

  /// The power where it is a normal number.
  Value value() {
    Value scale = power(bits);
    return part.timesPlus(scale, scale);
  }

  /// The power where it is a normal number, with what its rounding lost.
  Sum sum() {
    Value scale = power(bits);
    Value head = part.timesPlus(scale, scale);
    return new Sum(head, part.timesPlus(scale, scale.minus(head)));
  }

  /// The power wherever it is, rounded once: see [Scaling#timesWidely].
  ///
  /// @param x of k's sign
  Value wideValue(Value x, double limit) {
    Value index = bits.and((1L << INDEX_BITS) - 1);
    Value power = bits.elementOf(POWERS).plus(inPlace(index)).asFloat();
    Value shifted = bits.shiftRight(INDEX_BITS).asFloat();
    return Scaling.of(x).timesWidely(new Sum(power, power.times(part)), shifted, x, limit);
  }

  /// 2^(k/16) rounded, where it is a normal number.
  ///
  /// @param bits of a float whose significand ends with k
  static Value power(Value bits) {
    return bits.elementOf(POWERS).plus(inPlace(bits)).asFloat();
  }

  /// Sixteenths as bits of a float, those of a whole one in the exponent.
  private static Value inPlace(Value sixteenths) {
    return sixteenths.shiftLeft(FRACTION_BITS - INDEX_BITS);
  }
}

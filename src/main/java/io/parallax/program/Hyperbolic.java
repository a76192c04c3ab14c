package io.parallax.program;

/// sinh, cosh and tanh.
///
/// With |x| = k·ln 2 + r as for eˣ ([Reduced]), and C = cosh(k·ln 2) = 2ᵏ⁻¹ + 2⁻ᵏ⁻¹, S = sinh(k·ln
/// 2) = 2ᵏ⁻¹ − 2⁻ᵏ⁻¹, the theorems of addition give sinh|x| = S·cosh r + C·sinh r and cosh x =
/// C·cosh r + S·sinh r: sums of a head, S + C·r or C + S·r, and a small tail, without the
/// cancellation of eˣ − e⁻ˣ and without a division. sinh and cosh of one x share all but these
/// sums. The reduction by addition theorems is P. Tang's (Table-driven implementation of the
/// exponential function, 1989, and its successors), here without a table. Where 2ᵏ may leave the
/// normal numbers, e⁻ˣ is below the last bit and both are 2ᵏ⁻¹·eʳ, formed in two steps: neither
/// overflows before its value does.
///
/// tanh|x| = −E/(2 + E) for E = e^(−2|x|) − 1 ([ExponentialMinusOne]), numerator and denominator
/// with the tails their roundings lost; one division gives the reciprocal, a first quotient by it
/// is put right by its exact remainder. From where 2·e^(−2|x|) no longer reaches the tail, 1 −
/// 2·e^(−2|x|).
///
/// | | largest error found |
/// |---|---|
/// | sinh float64 | 0.85 ulp (10⁸ points against 64-bit significands) |
/// | cosh float64 | 0.88 ulp (the same; 0.74 but for 18 < x < 19.1) |
/// | tanh float64 | 0.79 ulp (the same) |
/// | sinh float32 | 0.94 ulp (all between 2⁻¹⁶ and 160, one in 256 of the others) |
/// | cosh float32 | 0.75 ulp (the same) |
/// | tanh float32 | 0.75 ulp (the same) |
///
/// Special values: NaN gives NaN, ±0 itself (cosh: 1), ±∞ gives ±∞ (cosh: ∞, tanh: ±1). sinh and
/// tanh are odd and cosh is even to the bit.
final class Hyperbolic {
  /// cosh r = 1 + r²·c(r²) for |r| ≤ ln 2 / 2, the error relative to cosh r.
  static final double[] COSH_DOUBLE = {
    0x1.000000000000bp-1,
    0x1.555555555025ap-5,
    0x1.6c16c1854102ep-10,
    0x1.a0199787407c2p-16,
    0x1.28af7ee601284p-22
  };

  static final double[] COSH_SINGLE = {0x1.000000p-1, 0x1.5554e6p-5, 0x1.6d4f3cp-10};

  /// sinh r = r + r³·s(r²) for |r| ≤ ln 2 / 2, the error relative to sinh r.
  static final double[] SINH_DOUBLE = {
    0x1.5555555555559p-3,
    0x1.111111110f624p-7,
    0x1.a01a01b0250d2p-13,
    0x1.71ddf79e10ae1p-19,
    0x1.af601c89384dfp-26
  };

  static final double[] SINH_SINGLE = {0x1.555556p-3, 0x1.110fbep-7, 0x1.a2e310p-13};

  private Hyperbolic() {}

  static Value sinh(Value x) {
    Terms terms = Terms.of(x.magnitude());
    Value lost = terms.greater.minus(terms.sinh()).minus(terms.less);
    return ExponentialMinusOne.withSign(terms.sum(terms.sinh(), terms.cosh(), lost), x);
  }

  static Value cosh(Value x) {
    Terms terms = Terms.of(x.magnitude());
    Value lost = terms.greater.minus(terms.cosh()).plus(terms.less);
    return terms.sum(terms.cosh(), terms.sinh(), lost);
  }

  static Value tanh(Value x) {
    boolean isDouble = x.isDouble();
    Value magnitude = x.magnitude();
    ExponentialMinusOne terms = ExponentialMinusOne.of(magnitude.times(-2.0), -1);
    Value numerator = terms.head().plus(terms.tail());
    Value numeratorLost = terms.tail().minus(numerator.minus(terms.head()));
    Value denominator = numerator.minus(2.0);
    Value denominatorLost = numerator.minus(denominator.plus(2.0)).plus(numeratorLost);
    Value reciprocal = x.constant(-1.0).over(denominator);
    Value quotient = numerator.times(reciprocal);
    Value remainder =
        quotient
            .timesPlus(denominator, numerator)
            .plus(quotient.timesPlus(denominatorLost, numeratorLost));
    Value nearOne = terms.scale().times(2.0).timesPlus(terms.significand(), 1.0);
    Value large = magnitude.isGreater(isDouble ? 20 : 10).choose(x.constant(1.0), nearOne);
    Value result =
        remainder
            .timesPlus(reciprocal, quotient)
            .exceptWhere(magnitude.isGreater(isDouble ? 18.5 : 8.4), large);
    return ExponentialMinusOne.withSign(result, x);
  }

  /// What sinh and cosh of a magnitude m = k·ln 2 + r share.
  ///
  /// @param greater 2ᵏ⁻¹
  /// @param less 2⁻ᵏ⁻¹
  /// @param even cosh r − 1
  /// @param odd sinh r − high part of r
  private record Terms(
      Value magnitude, Reduced reduced, Value greater, Value less, Value even, Value odd) {
    static Terms of(Value magnitude) {
      boolean isDouble = magnitude.isDouble();
      Reduced reduced = Reduced.of(magnitude);
      Value r = reduced.sum();
      Value square = r.times(r);
      Value even = square.polynomial(isDouble ? COSH_DOUBLE : COSH_SINGLE).times(square);
      Value odd =
          square
              .times(r)
              .timesPlus(square.polynomial(isDouble ? SINH_DOUBLE : SINH_SINGLE), reduced.low());
      Value half = magnitude.constant(0.5);
      Value greater = Scaling.of(magnitude).times(half, reduced.shifted());
      Value less = Scaling.of(magnitude).over(half, reduced.shifted());
      return new Terms(magnitude, reduced, greater, less, even, odd);
    }

    /// C, rounded.
    Value cosh() {
      return greater.plus(less);
    }

    /// S, rounded.
    Value sinh() {
      return greater.minus(less);
    }

    /// first·cosh r + second·sinh r, where the rounding of the first lost something.
    Value sum(Value first, Value second, Value firstLost) {
      Value head = second.timesPlus(reduced.high(), first);
      Value lost = second.timesPlus(reduced.high(), first.minus(head)).plus(firstLost);
      Value tail = first.timesPlus(even, second.timesPlus(odd, lost));
      return head.plus(tail).exceptWhere(isLarge(), halfOfExponential());
    }

    private Value isLarge() {
      return magnitude.isGreater(magnitude.isDouble() ? 708 : 87);
    }

    private Value halfOfExponential() {
      Value significand = Exponential.onePlus(reduced.high(), even.plus(odd));
      return Scaling.of(magnitude)
          .timesWidely(
              significand.times(0.5),
              reduced.shifted(),
              magnitude,
              magnitude.isDouble() ? 746 : 105);
    }
  }
}

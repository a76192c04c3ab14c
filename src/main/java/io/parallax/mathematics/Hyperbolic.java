package io.parallax.mathematics;

import io.parallax.program.Value;

/// sinh, cosh and tanh.
///
/// With |x| = k·ln 2 + r nearly as for eˣ ([Ln2Reduction]), and C = cosh(k·ln 2) = 2ᵏ⁻¹ + 2⁻ᵏ⁻¹, S
/// = sinh(k·ln 2) = 2ᵏ⁻¹ − 2⁻ᵏ⁻¹, the theorems of addition give sinh|x| = S·cosh r + C·sinh r and
/// cosh x = C·cosh r + S·sinh r: sums of a head, S + C·r or C + S·r, and a small tail, without the
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
/// | sinh float64 | 0.61 ulp (10⁶ points, as many around 0.41, where it is) |
/// | cosh float64 | 0.58 ulp (10⁶ points, as many around 1.1) |
/// | tanh float64 | 0.54 ulp (10⁶ points) |
/// | sinh float32 | 0.60 ulp (all arguments) |
/// | cosh float32 | 0.60 ulp (the same) |
/// | tanh float32 | 0.55 ulp (all of magnitude 2⁻⁶ … 32, 10⁶ others) |
///
/// Special values: NaN gives NaN, ±0 itself (cosh: 1), ±∞ gives ±∞ (cosh: ∞, tanh: ±1). sinh and
/// tanh are odd and cosh is even to the bit.
final class Hyperbolic {
  /// k is the integer nearest to |x|/ln 2 − LEAN. With this choice r is small where the head S +
  /// C·r is small beside S and C·r, and so is the square of r in the tail.
  private static final double LEAN = 0.083;

  /// cosh r = 1 + r²/2 + r⁴·c(r²) for |r| ≤ (½ + LEAN)·ln 2, the error relative to cosh r.
  static final double[] COSH_DOUBLE = {
    0x1.5555555555562p-5,
    0x1.6c16c16c10a20p-10,
    0x1.a01a01c253114p-16,
    0x1.27e4a2cb29e3dp-22,
    0x1.1fc62eba18295p-29
  };

  static final double[] COSH_SINGLE = {0x1.555488p-5, 0x1.6dbf4ap-10};

  /// sinh r = r + r³·s(r²) for the same r, the error relative to sinh r.
  static final double[] SINH_DOUBLE = {
    0x1.5555555555566p-3,
    0x1.111111110b680p-7,
    0x1.a01a01c7faa2fp-13,
    0x1.71ddbfdc768b4p-19,
    0x1.afb98aa5980f3p-26
  };

  static final double[] SINH_SINGLE = {0x1.555556p-3, 0x1.110fe0p-7, 0x1.a2817cp-13};

  private Hyperbolic() {}

  static Value sinh(Value x) {
    Terms terms = Terms.of(x.magnitude());
    return ExponentialMinusOne.withSign(terms.sum(terms.sinh(), terms.cosh()), x);
  }

  static Value cosh(Value x) {
    Terms terms = Terms.of(x.magnitude());
    return terms.sum(terms.cosh(), terms.sinh());
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
  /// @param even cosh r − 1 − high²/2
  /// @param odd sinh r − high
  private record Terms(
      Value magnitude, Ln2Reduction reduced, Value greater, Value less, Value even, Value odd) {
    static Terms of(Value magnitude) {
      boolean isDouble = magnitude.isDouble();
      Ln2Reduction reduced = Ln2Reduction.of(magnitude, LEAN);
      Value r = reduced.sum();
      Value low = reduced.low();
      Value square = r.times(r);
      Value even =
          square
              .times(square)
              .timesPlus(
                  square.polynomial(isDouble ? COSH_DOUBLE : COSH_SINGLE),
                  low.times(reduced.high()));
      Value odd =
          square.times(r).timesPlus(square.polynomial(isDouble ? SINH_DOUBLE : SINH_SINGLE), low);
      Value half = magnitude.constant(0.5);
      Value greater = Scaling.of(magnitude).times(half, reduced.shifted());
      Value less = Scaling.of(magnitude).over(half, reduced.shifted());
      return new Terms(magnitude, reduced, greater, less, even, odd);
    }

    /// C and what its rounding lost.
    Sum cosh() {
      Value sum = greater.plus(less);
      return new Sum(sum, greater.minus(sum).plus(less));
    }

    /// S and what its rounding lost.
    Sum sinh() {
      Value difference = greater.minus(less);
      return new Sum(difference, greater.minus(difference).minus(less));
    }

    /// first·cosh r + second·sinh r.
    Value sum(Sum first, Sum second) {
      Value high = reduced.high();
      Value head = second.head().timesPlus(high, first.head());
      Value lost = second.head().timesPlus(high, first.head().minus(head));
      Value small = second.tail().timesPlus(high, first.tail()).plus(lost);
      Value rest = first.head().timesPlus(even, second.head().timesPlus(odd, small));
      Value tail = high.times(0.5).times(first.head()).timesPlus(high, rest);
      return head.plus(tail).exceptWhere(isLarge(), halfOfExponential());
    }

    private Value isLarge() {
      return magnitude.isGreater(magnitude.isDouble() ? 708 : 87);
    }

    private Value halfOfExponential() {
      Sum significand = Exponential.sum(reduced.high(), even.plus(odd));
      return Scaling.of(magnitude)
          .timesWidely(
              significand.times(0.5),
              reduced.shifted(),
              magnitude,
              magnitude.isDouble() ? 746 : 105);
    }
  }
}

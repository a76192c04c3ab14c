package io.parallax.mathematics;

import io.parallax.program.Value;

/// Sine, cosine and tangent of angles in radians.
///
/// Sine and cosine reduce the angle modulo π to at most a quarter turn ([PiReduction]), with more
/// bits than a float has; [Sinc] has one polynomial for both. The tangent reduces the angle modulo
/// π/2 to at most an eighth of a turn ([HalfPiReduction]), where [Circle] has a polynomial each for
/// sine and cosine; it is the quotient of the two, each with its rounding error, corrected by the
/// remainder of the division. Huge angles are reduced modulo π/2 for all three functions, and take
/// the polynomials of [Circle]: the count of quarter turns says which polynomial is wanted, with
/// which sign.
///
/// Largest errors found, over a million angles of all exponents each and as many where they are
/// largest: sine and cosine 0.59 ulp (next to π/2 from a multiple of π, and from an odd one of
/// π/2), tangent 0.64 (next to π/4 and 3π/4); float32, over all angles, 0.59, 0.60 and 0.65.
///
/// sin(−0) and tan(−0) are −0; all three are NaN for an infinite angle and for NaN. The reduction
/// of huge angles is left out where there is none. Functions of one angle share it, because they
/// ask by the same condition whether it is needed ([RareRegions]); functions of the opposite angle
/// share that condition, and reduce the opposite angle themselves.
final class Trigonometry {
  private Trigonometry() {}

  static Value sine(Value x) {
    return sine(PiReduction.whole(x))
        .exceptWhere(HalfPiReduction.isHuge(x), sine(HalfPiReduction.ofHuge(x)));
  }

  static Value cosine(Value x) {
    return sine(PiReduction.withHalf(x.magnitude()))
        .exceptWhere(HalfPiReduction.isHuge(x), cosine(HalfPiReduction.ofHuge(x)));
  }

  static Value tangent(Value x) {
    return tangent(HalfPiReduction.ofModerate(x))
        .exceptWhere(HalfPiReduction.isHuge(x), tangent(HalfPiReduction.ofHuge(x)));
  }

  private static Value sine(PiReduction turns) {
    return Sinc.sine(turns.head(), turns.excess()).turnedBy(turns.sign());
  }

  private static Value sine(HalfPiReduction turns) {
    Value value = turns.isOdd().choose(Circle.cosine(turns).value(), Circle.sine(turns).value());
    return value.bits().xor(turns.halfTurn(0)).asFloat();
  }

  private static Value cosine(HalfPiReduction turns) {
    Value value = turns.isOdd().choose(Circle.sine(turns).value(), Circle.cosine(turns).value());
    return value.bits().xor(turns.halfTurn(1)).asFloat();
  }

  /// −sin/cos for an odd count's −cos/sin, with the sign turned for an even one.
  private static Value tangent(HalfPiReduction turns) {
    Value odd = turns.isOdd();
    Circle sine = Circle.sine(turns);
    Circle cosine = Circle.cosine(turns);
    Value above = odd.choose(cosine.value(), sine.value());
    Value aboveError = odd.choose(cosine.error(), sine.error());
    Value below = odd.choose(sine.value(), cosine.value());
    Value belowError = odd.choose(sine.error(), cosine.error());

    Value inverse = below.constant(-1.0).over(below);
    Value quotient = above.times(inverse);
    Value rest = quotient.timesPlus(belowError, quotient.timesPlus(below, above)).plus(aboveError);
    Value value = rest.timesPlus(inverse, quotient);
    return value.bits().xor(turns.quarterTurn(1)).asFloat();
  }
}

package io.parallax.mathematics;

import io.parallax.program.Value;

/// An angle reduced modulo π: `number · π + head − excess`, where the number is an integer, or an
/// integer and a half. The sine or cosine of the angle is the sine of the remainder `head −
/// excess`, or its opposite.
///
/// The method is that of [HalfPiReduction#ofModerate], for angles as large and with as many bits
/// beyond a float. A remainder of up to π/2 takes a longer polynomial than one of up to π/4, but
/// only one polynomial, and no choice between two: two thirds of the operations. Sine and cosine of
/// one angle need a remainder each: near a multiple of π/2 one of them needs more bits of π than
/// the remainder of the other has. Measured in native code, a sine and a cosine of two different
/// angles take four fifths of the time that they took with reduction modulo π/2. A sine and a
/// cosine of one angle, which shared that reduction, take five quarters.
///
/// @param head at most π/2 · (1 + 2⁻⁶) in magnitude; −0 for the sine of −0
/// @param excess less than a few hundredths of the head; +0 where the head is the angle itself
/// @param sign the sign bit alone, set where the result is the opposite of the remainder's sine
record PiReduction(Value head, Value excess, Value sign) {
  private static final double ONE_OVER_PI = 0x1.45f306dc9c883p-2;

  /// Adding 1.5 times the power of two whose last bit weighs 1 rounds to an integer and shows it in
  /// the lowest bits.
  private static final double SHIFTER = 0x1.8p52;

  private static final double SHIFTER_SINGLE = 0x1.8p23;

  /// Bits of the number after the binary point: as many as moderate angles leave room for.
  private static final int FRACTION_BITS = 21;

  private static final int FRACTION_BITS_SINGLE = 6;

  /// For the sine: the number is the integer nearest to x/π, and the sign bit is set for an odd
  /// number.
  static PiReduction whole(Value x) {
    double shifter = x.isDouble() ? SHIFTER : SHIFTER_SINGLE;
    Value shifted = x.timesPlus(ONE_OVER_PI, shifter);
    Value number = shifted.minus(shifter);
    Pi pi = Pi.of(x);
    Value first = number.timesPlus(-pi.high, x);
    Value head = first.minus(number.times(pi.middle));
    return new PiReduction(head, pi.excess(number, head.minus(first)), shifted.bits().bitAsSign(0));
  }

  /// For the cosine: the number is n + ½, where n is the largest integer up to x/π, but for a
  /// rounding error of x/π. The sign bit is set for an even n: cos(n·π + π/2 + r) = −sin(n·π + r).
  ///
  /// The 1 added to the shifter inverts the lowest bit of the integer. The difference of a small
  /// angle from π/2 cannot hold all its bits; the lost ones are computed too.
  static PiReduction withHalf(Value x) {
    boolean isDouble = x.isDouble();
    int fraction = isDouble ? FRACTION_BITS : FRACTION_BITS_SINGLE;
    double shifter = Math.scalb(isDouble ? SHIFTER : SHIFTER_SINGLE, -fraction) + 1;
    long one = 1L << fraction;
    Value bits = x.timesPlus(ONE_OVER_PI, shifter).bits().and(-one).or(one / 2);
    Value number = bits.asFloat().minus(shifter);
    Pi pi = Pi.of(x);
    Value first = number.timesPlus(-pi.high, x);
    Value lost = x.minus(number.timesPlus(pi.high, first));
    Value head = first.minus(number.times(pi.middle));
    return new PiReduction(
        head, pi.excess(number, head.minus(first).minus(lost)), bits.bitAsSign(fraction));
  }

  /// π in three parts: the first truncated, the others the floats nearest to what is left.
  private record Pi(double high, double middle, double low) {
    private static final Pi DOUBLE =
        new Pi(0x1.921fb54442d18p1, 0x1.1a62633145c07p-53, -0x1.f1976b7ed8fbcp-109);

    private static final Pi SINGLE = new Pi(0x1.921fb4p1, 0x1.4442d2p-23, -0x1.ee59dap-49);

    static Pi of(Value x) {
      return x.isDouble() ? DOUBLE : SINGLE;
    }

    /// How much n times the two lower parts of π exceeds the amount already subtracted.
    Value excess(Value number, Value taken) {
      return number.timesPlus(low, number.timesPlus(middle, taken));
    }
  }
}

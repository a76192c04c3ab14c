package io.parallax.mathematics;

import io.parallax.program.Value;

/// An angle as a number of half turns, whole or with a half, and a rest: `number · π + head −
/// excess`. Its sine, or cosine, is the rest's sine with one sign or the other.
///
/// This is the reduction of [QuarterTurns#ofModerate], good for as large angles and with as many
/// bits beyond a float. A quarter turn each way as the rest takes a longer polynomial than an
/// eighth, but one only, and nothing to choose: two thirds of the operations. Sine and cosine of
/// one angle need a rest each: beside a multiple of π/2, one of the two would need more bits of π
/// than the other one's rest has left. Measured in native code, a sine and a cosine of two angles
/// take four fifths of the time they took by quarter turns, those of one angle, which shared their
/// reduction then, five quarters.
///
/// @param head at most π/2 · (1 + 2⁻⁶) in magnitude; −0 where an angle of −0 is meant for a sine
/// @param excess less than a few hundredths of the head; +0 where the head is the angle itself
/// @param sign the sign bit alone, set where the result has the other sign than the rest's sine
record HalfTurns(Value head, Value excess, Value sign) {
  private static final double ONE_OVER_PI = 0x1.45f306dc9c883p-2;

  /// Adding 1.5 times the power of two whose last bit weighs 1 rounds to an integer and shows it in
  /// the lowest bits.
  private static final double SHIFTER = 0x1.8p52;

  private static final double SHIFTER_SINGLE = 0x1.8p23;

  /// Bits of a number behind the point: as many as moderate angles leave room for.
  private static final int FRACTION_BITS = 21;

  private static final int FRACTION_BITS_SINGLE = 6;

  /// For the sine: the number is the integer nearest to x/π, and the sign that of an odd one.
  static HalfTurns whole(Value x) {
    double shifter = x.isDouble() ? SHIFTER : SHIFTER_SINGLE;
    Value shifted = x.timesPlus(ONE_OVER_PI, shifter);
    Value number = shifted.minus(shifter);
    Pi pi = Pi.of(x);
    Value first = number.timesPlus(-pi.high, x);
    Value head = first.minus(number.times(pi.middle));
    return new HalfTurns(head, pi.excess(number, head.minus(first)), shifted.bits().bitAsSign(0));
  }

  /// For the cosine: the number is an integer and a half, the largest integer up to x/π, but for an
  /// error of x/π, and the sign that of an even one: cos(n·π + π/2 + rest) = −sin(n·π + rest).
  ///
  /// The odd shifter turns the integer's lowest bit. A small angle has bits that its difference
  /// from π/2 has no room for, so what that lost is found, too.
  static HalfTurns withHalf(Value x) {
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
    return new HalfTurns(
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

    /// What n times the lower parts is more than was taken off.
    Value excess(Value number, Value taken) {
      return number.timesPlus(low, number.timesPlus(middle, taken));
    }
  }
}

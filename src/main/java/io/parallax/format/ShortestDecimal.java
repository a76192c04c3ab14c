package io.parallax.format;

import java.math.BigInteger;

/// Finds the decimal that [Double#toString(double)] and [Float#toString(float)] write: of the
/// decimals that round to the float, those with the fewest digits (with two, if one would be
/// enough), and of these the nearest to the float.
///
/// The algorithm is Schubfach (R. Giulietti, "The Schubfach way to render doubles", 2020). A float
/// is c·2^q. The decimals that round to it lie in an interval around it. There is one k for which
/// the interval, divided by 10^k, contains one to ten integers and at most one multiple of ten. The
/// bounds and the value are scaled by 2^h·10^−k and compared in quarters of the unit. The power of
/// ten is known to 126 bits, which the paper proves to be enough for all float64, and so for
/// float32, because its c and q are among those of float64.
final class ShortestDecimal {
  private static final int LEAST_K = -324;
  private static final int GREATEST_K = 292;
  private static final long LOW_63_BITS = Long.MAX_VALUE;

  /// For k from [#LEAST_K] on, the upper and the lower 63 bits of the least integer above
  /// 10^−k·2^r, where r is the one for which the integer has 126 bits.
  private static final long[] POWERS = powers();

  private ShortestDecimal() {}

  /// Writes a float64 that is finite and greater than 0, as [NumberText#putDecimal] does.
  static int put(double value, byte[] target, int at) {
    long bits = Double.doubleToRawLongBits(value);
    long fraction = bits & ((1L << 52) - 1);
    int exponent = (int) (bits >>> 52);
    if (exponent == 0) {
      return putSubnormal(fraction, -1074, 3, target, at);
    }
    return put(
        fraction | (1L << 52), exponent - 1075, fraction == 0 && exponent > 1, 0, target, at);
  }

  /// Writes a float32 that is finite and greater than 0, as [NumberText#putDecimal] does.
  static int put(float value, byte[] target, int at) {
    int bits = Float.floatToRawIntBits(value);
    int fraction = bits & ((1 << 23) - 1);
    int exponent = bits >>> 23;
    if (exponent == 0) {
      return putSubnormal(fraction, -149, 8, target, at);
    }
    return put(fraction | (1 << 23), exponent - 150, fraction == 0 && exponent > 1, 0, target, at);
  }

  /// @param tiny values with less than this fraction have a decimal of one digit; they are written
  ///   with two, as the digits of ten times the value
  private static int putSubnormal(long fraction, int q, long tiny, byte[] target, int at) {
    return fraction < tiny
        ? put(10 * fraction, q, false, -1, target, at)
        : put(fraction, q, false, 0, target, at);
  }

  /// Writes c·2^q·10^shift.
  ///
  /// @param isPower whether the float is a power of two, below which floats are denser
  private static int put(long c, int q, boolean isPower, int shift, byte[] target, int at) {
    int k = isPower ? floorOfThreeQuarters(q) : floorOfLog10OfPowerOf2(q);
    int h = q + floorOfLog2OfPowerOf10(-k) + 2;
    long high = POWERS[2 * (k - LEAST_K)];
    long low = POWERS[2 * (k - LEAST_K) + 1];
    long odd = c & 1;
    long value = scaled(high, low, (4 * c) << h);
    long lower = scaled(high, low, (4 * c - (isPower ? 1 : 2)) << h) + odd;
    long upper = scaled(high, low, (4 * c + 2) << h) - odd;
    long floor = value >> 2;
    if (floor >= 100) {
      long tenth = floor / 10;
      long tens = 10 * tenth;
      boolean isLowerIn = lower <= 4 * tens;
      boolean isUpperIn = 4 * (tens + 10) <= upper;
      if (isLowerIn != isUpperIn) {
        return NumberText.putDecimal(isLowerIn ? tenth : tenth + 1, k + shift + 1, target, at);
      }
    }
    boolean isFloorIn = lower <= 4 * floor;
    boolean isCeilingIn = 4 * (floor + 1) <= upper;
    boolean takesFloor;
    if (isFloorIn == isCeilingIn) {
      long toMiddle = value - (4 * floor + 2);
      takesFloor = toMiddle < 0 || (toMiddle == 0 && (floor & 1) == 0);
    } else {
      takesFloor = isFloorIn;
    }
    return NumberText.putDecimal(takesFloor ? floor : floor + 1, k + shift, target, at);
  }

  /// A power of ten times a number, divided by 2^127; the last bit is set where it is not exact, so
  /// that comparisons with integers are right (rounding to odd).
  private static long scaled(long high, long low, long number) {
    long carried = ((high * number) >>> 1) + Math.multiplyHigh(low, number);
    long product = Math.multiplyHigh(high, number) + (carried >>> 63);
    return product | (((carried & LOW_63_BITS) + LOW_63_BITS) >>> 63);
  }

  /// ⌊log₁₀ 2^q⌋ for |q| up to 1 650; the constant is log₁₀ 2 in units of 2⁻²⁰.
  static int floorOfLog10OfPowerOf2(int q) {
    return (q * 315_653) >> 20;
  }

  /// ⌊log₁₀ (¾·2^q)⌋ for |q| up to 2 900; the constants are log₁₀ 2 and log₁₀ 4⁄3 in units of 2⁻²¹.
  static int floorOfThreeQuarters(int q) {
    return (q * 631_305 - 261_663) >> 21;
  }

  /// ⌊log₂ 10^k⌋ for |k| up to 1 233; the constant is log₂ 10 in units of 2⁻¹⁹.
  static int floorOfLog2OfPowerOf10(int k) {
    return (k * 1_741_647) >> 19;
  }

  private static long[] powers() {
    long[] powers = new long[2 * (GREATEST_K - LEAST_K + 1)];
    for (int k = LEAST_K; k <= GREATEST_K; k++) {
      BigInteger power = BigInteger.TEN.pow(Math.abs(k));
      int bits = power.bitLength();
      BigInteger leading =
          k > 0 ? BigInteger.ONE.shiftLeft(125 + bits).divide(power) : power.shiftRight(bits - 126);
      BigInteger above = leading.add(BigInteger.ONE);
      powers[2 * (k - LEAST_K)] = above.shiftRight(63).longValueExact();
      powers[2 * (k - LEAST_K) + 1] = above.longValue() & LOW_63_BITS;
    }
    return powers;
  }
}

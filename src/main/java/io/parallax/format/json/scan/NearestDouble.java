package io.parallax.format.json.scan;

import java.math.BigInteger;

/// The float64 that is nearest to a decimal, ties to even.
///
/// The digits are multiplied by a power of five that is known to 128 bits (D. Lemire, "Number
/// parsing at a gigabyte per second", 2021; why this is always enough for 19 digits is shown in N.
/// Mushtak and D. Lemire, "Fast number parsing without fallback", 2023). Few digits take the same
/// way, because a branch on their number would often be predicted wrongly.
public final class NearestDouble {
  /// Decimals with an exponent outside these bounds are undecided here, except 0.
  private static final int LEAST_EXPONENT = -327;

  private static final int GREATEST_EXPONENT = 308;

  /// Ties occur only for these exponents: for greater ones 5^exponent has more than 64 bits, and
  /// for less ones the digits would have to be a multiple of too great a power of five.
  private static final int LEAST_EXPONENT_OF_TIES = -4;

  private static final int GREATEST_EXPONENT_OF_TIES = 23;

  private static final int FRACTION_BITS = 52;
  private static final int BIAS = 1023;
  private static final int INFINITE_EXPONENT = 0x7FF;

  /// For exponents from [#LEAST_EXPONENT] on, the upper and the lower 64 bits of 128 leading bits
  /// of 5^exponent.
  private static final long[] POWERS_OF_FIVE = powersOfFive();

  private NearestDouble() {}

  /// The float64 nearest to digits · 10^exponent; NaN if it is undecided, and if it is subnormal or
  /// not finite.
  ///
  /// @param digits unsigned
  public static double of(long digits, int exponent) {
    if (digits == 0) {
      return 0;
    }
    return exponent < LEAST_EXPONENT || exponent > GREATEST_EXPONENT
        ? Double.NaN
        : multiplied(digits, exponent);
  }

  private static double multiplied(long digits, int exponent) {
    int zeros = Long.numberOfLeadingZeros(digits);
    long normal = digits << zeros;
    int index = 2 * (exponent - LEAST_EXPONENT);
    long high = Math.unsignedMultiplyHigh(normal, POWERS_OF_FIVE[index]);
    long low = normal * POWERS_OF_FIVE[index];
    if ((high & 0x1FF) == 0x1FF) { // the rest of the power may carry into the bits that count
      long rest = Math.unsignedMultiplyHigh(normal, POWERS_OF_FIVE[index + 1]);
      low += rest;
      if (Long.compareUnsigned(low, rest) < 0) {
        high++;
      }
    }
    int upper = (int) (high >>> 63);
    int shift = upper + Long.SIZE - FRACTION_BITS - 3;
    long significand = high >>> shift; // with one bit more than it has
    int power = floorOfLog2(exponent) + 63 + upper - zeros + BIAS;
    boolean isTie =
        exponent >= LEAST_EXPONENT_OF_TIES
            && exponent <= GREATEST_EXPONENT_OF_TIES
            && Long.compareUnsigned(low, 1) <= 0
            && (significand & 3) == 1
            && significand << shift == high;
    if (isTie) {
      significand &= ~1L;
    }
    significand = (significand + (significand & 1)) >>> 1;
    if (significand == 1L << (FRACTION_BITS + 1)) {
      significand >>>= 1;
      power++;
    }
    if (power <= 0 || power >= INFINITE_EXPONENT) {
      return Double.NaN;
    }
    return Double.longBitsToDouble(
        (significand & ((1L << FRACTION_BITS) - 1)) | ((long) power << FRACTION_BITS));
  }

  /// ⌊log₂ 10^exponent⌋; the constant is log₂ 10 in units of 2⁻¹⁶.
  static int floorOfLog2(int exponent) {
    return (217_706 * exponent) >> 16;
  }

  /// Positive powers are cut off, as are negative ones below 5^−27; the other negative ones are
  /// rounded up, so that digits that are a multiple of the power give an exact product.
  private static long[] powersOfFive() {
    long[] powers = new long[2 * (GREATEST_EXPONENT - LEAST_EXPONENT + 1)];
    for (int exponent = LEAST_EXPONENT; exponent <= GREATEST_EXPONENT; exponent++) {
      BigInteger power = BigInteger.valueOf(5).pow(Math.abs(exponent));
      int bits = power.bitLength();
      BigInteger leading =
          exponent < 0
              ? BigInteger.ONE.shiftLeft(127 + bits).divide(power)
              : power.shiftRight(bits - 128);
      if (exponent < 0 && exponent >= -27) {
        leading = leading.add(BigInteger.ONE);
      }
      powers[2 * (exponent - LEAST_EXPONENT)] = leading.shiftRight(64).longValue();
      powers[2 * (exponent - LEAST_EXPONENT) + 1] = leading.longValue();
    }
    return powers;
  }
}

package io.parallax.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;

/// The exact sum of any doubles: a fixed-point number with a digit for every place that a double
/// can have (the small superaccumulator of Neal, "Fast exact summation using small and large
/// superaccumulators", 2015). Sums merge without any error, so their order does not matter.
///
/// Digit i counts multiples of 2^(32i − 1074). A digit is a long of which the lower half belongs to
/// the digit and the upper half is carried to the next one later. The number of elements is limited
/// to 2^40, far above the size of any array.
///
/// Infinities and NaN are added apart, as IEEE 754 adds them; finite elements do not change such a
/// sum. Mutable; used by one thread at a time.
public final class ExactSum {
  /// The number of longs that [#write] writes.
  public static final int LONGS = 36;

  private static final int DIGIT_BITS = 32;
  private static final long DIGIT = 0xFFFF_FFFFL;

  /// 2098 bits of finite doubles, 40 bits for their number, and the sign.
  private static final int DIGITS = 68;

  /// The most additions after which the digits must be carried: an addition adds less than 2^53 to
  /// a digit, and the carried digits are below 2^32.
  private static final int ADDITIONS = 1 << 9;

  /// More bits than a double has, in a long.
  private static final int ROUNDED_BITS = 62;

  private static final int DOUBLE_BITS = 53;
  private static final int LEAST_EXPONENT = -1074;
  private static final int MANTISSA_BITS = 52;
  private static final int EXPONENT_MASK = 0x7FF;

  private final long[] digits = new long[DIGITS];
  private double special;
  private int additions;

  /// Adds an element.
  public void add(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> MANTISSA_BITS) & EXPONENT_MASK;
    long mantissa = bits & ((1L << MANTISSA_BITS) - 1);
    if (exponent == EXPONENT_MASK) {
      special += value;
      return;
    }
    int place = Math.max(exponent - 1, 0);
    if (exponent != 0) {
      mantissa |= 1L << MANTISSA_BITS;
    }
    int shift = place & (DIGIT_BITS - 1);
    long low = (mantissa << shift) & DIGIT;
    long high = mantissa >>> (DIGIT_BITS - shift);
    int digit = place / DIGIT_BITS;
    if (bits < 0) {
      digits[digit] -= low;
      digits[digit + 1] -= high;
    } else {
      digits[digit] += low;
      digits[digit + 1] += high;
    }
    if (++additions == ADDITIONS) {
      carry();
    }
  }

  /// Adds all elements of another sum.
  public void add(ExactSum other) {
    carry();
    other.carry();
    for (int digit = 0; digit < DIGITS; digit++) {
      digits[digit] += other.digits[digit];
    }
    special += other.special;
    additions++;
    carry();
  }

  /// Makes every digit but the last a number from 0 to 2^32 − 1. The last digit has the sign.
  private void carry() {
    if (additions == 0) {
      return;
    }
    additions = 0;
    long carried = 0;
    for (int digit = 0; digit < DIGITS - 1; digit++) {
      long value = digits[digit] + carried;
      digits[digit] = value & DIGIT;
      carried = value >> DIGIT_BITS;
    }
    digits[DIGITS - 1] += carried;
  }

  /// Adds an integer of 128 bits.
  void addInteger(long low, long high) {
    addPart(low & DIGIT, -LEAST_EXPONENT);
    addPart(low >>> DIGIT_BITS, -LEAST_EXPONENT + DIGIT_BITS);
    addPart(high & DIGIT, -LEAST_EXPONENT + 2 * DIGIT_BITS);
    addPart(high >> DIGIT_BITS, -LEAST_EXPONENT + 3 * DIGIT_BITS);
  }

  /// Adds a multiple of the power of two at a place.
  ///
  /// @param part from −2^32 to 2^32
  private void addPart(long part, int place) {
    long shifted = part << (place & (DIGIT_BITS - 1));
    int digit = place / DIGIT_BITS;
    digits[digit] += shifted & DIGIT;
    digits[digit + 1] += shifted >> DIGIT_BITS;
    additions++;
  }

  /// The sum, rounded once to the nearest double, ties to even. +0 for a sum of zero, also of
  /// negative zeros.
  public double toDouble() {
    return special != 0 ? special : leading(ROUNDED_BITS);
  }

  /// The sum times a power of two, rounded once to the nearest double.
  double toDouble(int exponent) {
    return special != 0
        ? special
        : Rounding.toDouble(
            toInteger().shiftLeft(Math.max(exponent, 0)),
            BigInteger.ONE.shiftLeft(Math.max(-exponent, 0)));
  }

  /// The sum, rounded once to the nearest float.
  public float toFloat() {
    return (float) (special != 0 ? special : leading(DOUBLE_BITS));
  }

  /// The leading bits of the sum as a double. The last of these bits is set where a bit below is:
  /// rounding the result to fewer bits is rounding the sum.
  ///
  /// @param bits up to 62; more than 53 are rounded to a double
  private double leading(int bits) {
    carry();
    boolean isNegative = digits[DIGITS - 1] < 0;
    long[] magnitude = isNegative ? negated() : digits;
    int top = DIGITS - 1;
    while (top > 0 && magnitude[top] == 0) {
      top--;
    }
    int length = DIGIT_BITS * top + Long.SIZE - Long.numberOfLeadingZeros(magnitude[top]);
    int place = Math.max(length - bits, 0);
    int digit = place / DIGIT_BITS;
    int shift = place & (DIGIT_BITS - 1);
    long first = magnitude[digit] >>> shift;
    long second = magnitude[digit + 1] << (DIGIT_BITS - shift);
    long third = digit + 2 < DIGITS ? magnitude[digit + 2] << (Long.SIZE - shift) : 0;
    long value = first | second | third;
    boolean isRounded = (magnitude[digit] & ((1L << shift) - 1)) != 0;
    for (int at = 0; at < digit && !isRounded; at++) {
      isRounded = magnitude[at] != 0;
    }
    double rounded = Math.scalb((double) (isRounded ? value | 1 : value), place + LEAST_EXPONENT);
    return isNegative ? -rounded : rounded;
  }

  private long[] negated() {
    long[] negated = new long[DIGITS];
    long carried = 0;
    for (int digit = 0; digit < DIGITS; digit++) {
      long value = carried - digits[digit];
      negated[digit] = digit == DIGITS - 1 ? value : value & DIGIT;
      carried = value >> DIGIT_BITS;
    }
    return negated;
  }

  /// The sum times a power of two, rounded once to the nearest float.
  float toFloat(int exponent) {
    return special != 0
        ? (float) special
        : Rounding.toFloat(
            toInteger().shiftLeft(Math.max(exponent, 0)),
            BigInteger.ONE.shiftLeft(Math.max(-exponent, 0)));
  }

  /// The sum over a number of elements, rounded once to the nearest double.
  ///
  /// @param count at least 1
  public double mean(long count) {
    return special != 0 ? special : Rounding.toDouble(toInteger(), BigInteger.valueOf(count));
  }

  /// The sum over a number of elements, rounded once to the nearest float.
  ///
  /// @param count at least 1
  public float meanAsFloat(long count) {
    return special != 0
        ? (float) special
        : Rounding.toFloat(toInteger(), BigInteger.valueOf(count));
  }

  /// The difference of the exact mean and a double, rounded once; 0 where the mean is not finite.
  ///
  /// @param count at least 1
  public double meanLess(double subtrahend, long count) {
    if (special != 0 || !Double.isFinite(subtrahend)) {
      return 0;
    }
    BigInteger over = BigInteger.valueOf(count);
    ExactSum other = new ExactSum();
    other.add(subtrahend);
    return Rounding.toDouble(toInteger().subtract(other.toInteger().multiply(over)), over);
  }

  /// The finite part of the sum in units of 2^−1074.
  private BigInteger toInteger() {
    carry();
    byte[] bytes = new byte[DIGITS * Integer.BYTES];
    for (int digit = 0; digit < DIGITS; digit++) {
      int at = bytes.length - Integer.BYTES * (digit + 1);
      int value = (int) digits[digit];
      bytes[at] = (byte) (value >> 24);
      bytes[at + 1] = (byte) (value >> 16);
      bytes[at + 2] = (byte) (value >> 8);
      bytes[at + 3] = (byte) value;
    }
    return new BigInteger(bytes);
  }

  /// Writes the sum to [#LONGS] longs of a memory.
  void write(MemorySegment memory, long index) {
    carry();
    for (int at = 0; at < DIGITS / 2; at++) {
      memory.setAtIndex(
          ValueLayout.JAVA_LONG, index + at, digits[2 * at] | digits[2 * at + 1] << DIGIT_BITS);
    }
    memory.setAtIndex(ValueLayout.JAVA_LONG, index + DIGITS / 2, digits[DIGITS - 1]);
    memory.setAtIndex(
        ValueLayout.JAVA_LONG, index + LONGS - 1, Double.doubleToRawLongBits(special));
  }

  /// The sum that [#write] wrote.
  static ExactSum read(MemorySegment memory, long index) {
    ExactSum sum = new ExactSum();
    for (int at = 0; at < DIGITS / 2; at++) {
      long two = memory.getAtIndex(ValueLayout.JAVA_LONG, index + at);
      sum.digits[2 * at] = two & DIGIT;
      sum.digits[2 * at + 1] = two >>> DIGIT_BITS;
    }
    sum.digits[DIGITS - 1] = memory.getAtIndex(ValueLayout.JAVA_LONG, index + DIGITS / 2);
    sum.special =
        Double.longBitsToDouble(memory.getAtIndex(ValueLayout.JAVA_LONG, index + LONGS - 1));
    return sum;
  }
}

package io.parallax.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Writes numbers as ASCII text into byte arrays, with exactly the characters of
/// [Long#toString(long)], [Double#toString(double)] and [Float#toString(float)], and without an
/// object for each number. Each method writes from index `at` on, needs room for [#MAX_BYTES], may
/// overwrite all of this room, and returns the index after the text.
///
/// Doubles of up to six decimals and fifteen digits are found by one division, all others by
/// [ShortestDecimal].
public final class NumberText {
  /// The most bytes that a method writes: the longest text has 24, `-2.2250738585072014E-308`.
  public static final int MAX_BYTES = 32;

  /// Floats from 10⁻³ to below 10⁷ are written without an exponent.
  private static final int LEAST_PLAIN_EXPONENT = -3;

  private static final int LIMIT_OF_PLAIN_EXPONENTS = 7;
  private static final double LEAST_SHORT = 1e-3;
  private static final double LIMIT_OF_SHORT = 1e7;
  private static final double MILLION = 1e6;
  private static final int HUNDRED_MILLION = 100_000_000;

  private static final long ZEROS = 0x3030_3030_3030_3030L;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long[] POWERS_OF_TEN = powersOfTen();

  private NumberText() {}

  public static int put(boolean value, byte[] target, int at) {
    return put(value ? "true" : "false", target, at);
  }

  public static int put(long value, byte[] target, int at) {
    if (value >= 0) {
      return putDigits(value, digitCount(value), target, at);
    }
    if (value == Long.MIN_VALUE) {
      return put(Long.toString(value), target, at);
    }
    target[at] = '-';
    return putDigits(-value, digitCount(-value), target, at + 1);
  }

  /// Writes a float64; one that is not finite as `NaN`, `Infinity` or `-Infinity`.
  public static int put(double value, byte[] target, int at) {
    if (!Double.isFinite(value)) {
      return put(Double.toString(value), target, at);
    }
    int start = putSign(Double.doubleToRawLongBits(value) < 0, target, at);
    double magnitude = Math.abs(value);
    if (magnitude >= LEAST_SHORT && magnitude < LIMIT_OF_SHORT) {
      // At most 13 digits. Decimals of up to 15 digits are told apart by float64, so the quotient
      // of integers that gives the value is its shortest decimal.
      double millionths = Math.rint(magnitude * MILLION);
      if (millionths / MILLION == magnitude) {
        return putMillionths((long) millionths, target, start);
      }
    } else if (magnitude == 0) {
      return putZero(target, start);
    }
    return ShortestDecimal.put(magnitude, target, start);
  }

  /// Writes a float32; one that is not finite as `NaN`, `Infinity` or `-Infinity`.
  public static int put(float value, byte[] target, int at) {
    if (!Float.isFinite(value)) {
      return put(Float.toString(value), target, at);
    }
    int start = putSign(Float.floatToRawIntBits(value) < 0, target, at);
    return value == 0
        ? putZero(target, start)
        : ShortestDecimal.put(Math.abs(value), target, start);
  }

  /// Writes digits · 10^exponent in the form of [Double#toString(double)].
  ///
  /// @param digits at least 1, less than 10^18; may end with zeros
  static int putDecimal(long digits, int exponent, byte[] target, int at) {
    long quotient = digits / 10;
    return 10 * quotient == digits
        ? putDecimal(quotient, exponent + 1, target, at)
        : putSignificant(digits, exponent, target, at);
  }

  /// As [#putDecimal].
  ///
  /// @param digits do not end with a zero
  private static int putSignificant(long digits, int exponent, byte[] target, int at) {
    int count = digitCount(digits);
    int scientific = exponent + count - 1;
    if (scientific < LEAST_PLAIN_EXPONENT || scientific >= LIMIT_OF_PLAIN_EXPONENTS) {
      return putScientific(digits, count, scientific, target, at);
    }
    return scientific < 0
        ? putFraction(digits, count, scientific, target, at)
        : putPlain(digits, count, scientific, target, at);
  }

  /// Writes `d.dddE±x`.
  private static int putScientific(long digits, int count, int scientific, byte[] target, int at) {
    int end = putDigits(digits, count, target, at + 1);
    target[at] = target[at + 1];
    target[at + 1] = '.';
    if (end == at + 2) {
      target[end++] = '0';
    }
    target[end++] = 'E';
    return put(scientific, target, end);
  }

  /// Writes `0.00ddd`.
  private static int putFraction(long digits, int count, int scientific, byte[] target, int at) {
    int start = at + 1 - scientific;
    target[at] = '0';
    target[at + 1] = '.';
    for (int index = at + 2; index < start; index++) {
      target[index] = '0';
    }
    return putDigits(digits, count, target, start);
  }

  /// Writes `ddd.ddd`.
  private static int putPlain(long digits, int count, int scientific, byte[] target, int at) {
    int end = putDigits(digits, count, target, at + 1);
    int point = at + 1 + scientific;
    while (end < point + 2) {
      target[end++] = '0';
    }
    for (int index = at; index < point; index++) {
      target[index] = target[index + 1];
    }
    target[point] = '.';
    return end;
  }

  private static int putMillionths(long millionths, byte[] target, int at) {
    int whole = (int) (millionths / (int) MILLION);
    int rest = (int) (millionths % (int) MILLION);
    int point = putDigits(whole, digitCount(whole), target, at);
    target[point] = '.';
    long eight = eightDigits(100 * rest);
    LONG.set(target, point + 1, eight);
    int zeros = Long.numberOfLeadingZeros(eight ^ ZEROS) / Byte.SIZE;
    return point + 1 + Math.max(1, Long.BYTES - zeros);
  }

  private static int putSign(boolean isNegative, byte[] target, int at) {
    target[at] = '-';
    return isNegative ? at + 1 : at;
  }

  private static int putZero(byte[] target, int at) {
    target[at] = '0';
    target[at + 1] = '.';
    target[at + 2] = '0';
    return at + 3;
  }

  private static int put(String ascii, byte[] target, int at) {
    byte[] bytes = ascii.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, target, at, bytes.length);
    return at + bytes.length;
  }

  /// Writes the digits of a number that is not negative.
  ///
  /// @param count the number of digits
  private static int putDigits(long number, int count, byte[] target, int at) {
    if (number < HUNDRED_MILLION) {
      return putLeading((int) number, count, target, at);
    }
    long upper = number / HUNDRED_MILLION;
    int next;
    if (upper < HUNDRED_MILLION) {
      next = putLeading((int) upper, count - 8, target, at);
    } else {
      long first = upper / HUNDRED_MILLION;
      next = putLeading((int) first, count - 16, target, at);
      LONG.set(target, next, eightDigits((int) (upper - first * HUNDRED_MILLION)));
      next += 8;
    }
    LONG.set(target, next, eightDigits((int) (number - upper * HUNDRED_MILLION)));
    return next + 8;
  }

  /// Writes a number of up to eight digits, and up to seven bytes after them.
  private static int putLeading(int number, int count, byte[] target, int at) {
    LONG.set(target, at, eightDigits(number) >>> (Byte.SIZE * (8 - count)));
    return at + count;
  }

  /// The eight digits of a number, the first in the lowest byte. The number is split into halves,
  /// quarters and eighths, all parts of a step at the same time. The divisions by 100 and 10 are
  /// multiplications by 10486/2²⁰ and 103/2¹⁰, which are exact for numbers of up to four and two
  /// digits.
  private static long eightDigits(int number) {
    long upperHalf = number / 10_000;
    long halves = upperHalf | ((number - upperHalf * 10_000) << 32);
    long hundreds = ((halves * 10_486) >>> 20) & 0x0000_007F_0000_007FL;
    long quarters = hundreds | ((halves - hundreds * 100) << 16);
    long tens = ((quarters * 103) >>> 10) & 0x000F_000F_000F_000FL;
    return (tens | ((quarters - tens * 10) << 8)) + ZEROS;
  }

  /// The number of decimal digits of a number that is not negative; 1 for 0.
  private static int digitCount(long number) {
    // 1233/4096 is a little more than the logarithm of 2 to the base 10.
    int guess = ((Long.SIZE - Long.numberOfLeadingZeros(number | 1)) * 1233) >> 12;
    return guess + (number >= POWERS_OF_TEN[guess] ? 1 : 0);
  }

  private static long[] powersOfTen() {
    long[] powers = new long[19];
    long power = 1;
    for (int exponent = 0; exponent < powers.length; exponent++) {
      powers[exponent] = power;
      power *= 10;
    }
    powers[0] = 0; // 0 has one digit
    return powers;
  }
}

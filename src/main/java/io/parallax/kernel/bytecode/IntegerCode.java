package io.parallax.kernel.bytecode;

/// Integer operations for which the JVM has no instruction. Written code calls these methods, after
/// it has made sure that exponents and counts are not negative.
final class IntegerCode {
  private IntegerCode() {}

  static long power(long base, long exponent) {
    long result = 1;
    long square = base;
    for (long rest = exponent; rest != 0; rest >>>= 1) {
      if ((rest & 1) != 0) {
        result *= square;
      }
      square *= square;
    }
    return result;
  }

  static int power(int base, int exponent) {
    return (int) power((long) base, (long) exponent);
  }

  /// Whether the exact power fits an int64.
  static boolean powerFits(long base, long exponent) {
    return powerFits(base, exponent, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /// Whether the exact power fits an int32.
  static boolean powerFits(int base, int exponent) {
    return powerFits(base, exponent, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /// Multiplies from the highest bit of the exponent on: but for 0, 1 and −1, whose powers all fit,
  /// magnitudes only grow, so that a product outside cannot come back.
  private static boolean powerFits(long base, long exponent, long least, long greatest) {
    if (base >= -1 && base <= 1) {
      return true;
    }
    long power = 1;
    for (int bit = Long.SIZE - 1 - Long.numberOfLeadingZeros(exponent); bit >= 0; bit--) {
      if (Math.multiplyHigh(power, power) != 0) {
        return false;
      }
      long square = power * power;
      if (square < 0 || square > greatest) {
        return false;
      }
      power = square;
      if ((exponent >>> bit & 1) != 0) {
        long product = power * base;
        boolean isExact = Math.multiplyHigh(power, base) == product >> (Long.SIZE - 1);
        if (!isExact || product < least || product > greatest) {
          return false;
        }
        power = product;
      }
    }
    return true;
  }

  static long multiplyExcess(long left, long right) {
    return Math.multiplyHigh(left, right) - ((left * right) >> (Long.SIZE - 1));
  }

  static long shiftLeft(long value, long count) {
    return count >= Long.SIZE ? 0 : value << count;
  }

  static int shiftLeft(int value, int count) {
    return count >= Integer.SIZE ? 0 : value << count;
  }

  /// Whether the exact shifted value fits an int64.
  static boolean shiftFits(long value, long count) {
    return value == 0 || (count < Long.SIZE && value << count >> count == value);
  }

  static boolean shiftFits(int value, int count) {
    return value == 0 || (count < Integer.SIZE && value << count >> count == value);
  }

  static long shiftRight(long value, long count) {
    return value >> Math.min(count, Long.SIZE - 1);
  }

  static int shiftRight(int value, int count) {
    return value >> Math.min(count, Integer.SIZE - 1);
  }

  /// Rounds towards zero.
  static double truncate(double value) {
    return value < 0 ? Math.ceil(value) : Math.floor(value);
  }
}

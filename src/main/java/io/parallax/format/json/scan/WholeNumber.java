package io.parallax.format.json.scan;

import java.math.BigDecimal;
import java.util.OptionalLong;

/// Numbers that are integers although they are written with a fraction or an exponent, such as
/// `2.0` and `2e3`.
public final class WholeNumber {
  /// A decimal with fewer characters that is near a double's integer is that integer.
  private static final int CERTAIN_CHARACTERS = 16;

  /// A decimal with fewer characters that is near 0 is 0; the shortest other is `1e-324`.
  private static final int CERTAIN_CHARACTERS_OF_ZERO = 6;

  private static final double EXACT = 0x1p53;

  private WholeNumber() {}

  /// The integer that a number's text denotes; empty if it denotes a fraction or an integer outside
  /// int64.
  ///
  /// @param nearest the double nearest to the number
  public static OptionalLong of(String text, double nearest) {
    if (isCertain(text.length(), nearest)) {
      return OptionalLong.of((long) nearest);
    }
    if (Double.isInfinite(nearest) || nearest != Math.rint(nearest)) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(new BigDecimal(text).longValueExact());
    } catch (ArithmeticException | NumberFormatException fraction) {
      return OptionalLong.empty();
    }
  }

  /// Whether a number's text denotes an integer that is the nearest double itself.
  public static boolean isDouble(String text, double nearest) {
    OptionalLong whole = of(text, nearest);
    return whole.isPresent() && isDouble(whole.getAsLong());
  }

  /// Whether a double holds an integer exactly.
  public static boolean isDouble(long value) {
    return (long) (double) value == value && value != Long.MAX_VALUE;
  }

  /// Whether a double is the number that an integer's text denotes.
  public static boolean isExactly(String integer, double nearest) {
    return Double.isFinite(nearest)
        && new BigDecimal(nearest).compareTo(new BigDecimal(integer)) == 0;
  }

  /// Whether a number's text is so short that the nearest double, if it is an integer, is the
  /// number.
  public static boolean isCertain(int characters, double nearest) {
    return nearest == 0
        ? characters < CERTAIN_CHARACTERS_OF_ZERO
        : characters < CERTAIN_CHARACTERS
            && nearest == Math.rint(nearest)
            && Math.abs(nearest) <= EXACT;
  }
}

package io.parallax.format.csv;

import io.parallax.format.json.scan.NearestDouble;
import java.nio.charset.StandardCharsets;

/// Reads a number, a bool or nothing from a field. The reader keeps what it read last. For one
/// thread.
///
/// Numbers are decimal, with an optional fraction and exponent; those with neither are integers.
/// Floats are correctly rounded: those with up to 19 digits by [NearestDouble], others by the JDK.
final class CsvNumber {
  /// As many digits as every long has.
  private static final int MOST_LONG_DIGITS = 18;

  /// As many digits as every unsigned long has.
  private static final int MOST_DIGITS = 19;

  /// The kind of a field.
  enum Kind {
    MISSING,
    BOOL,
    INTEGER,
    /// An integer outside int64.
    BEYOND,
    FLOAT,
    /// A number whose nearest float64 is infinite.
    INFINITE,
    OTHER
  }

  private long integer;
  private double floating;

  /// The last integer, or the last bool as 0 or 1.
  long integer() {
    return integer;
  }

  /// The last number as a float64.
  double floating() {
    return floating;
  }

  /// Reads the field between two indexes.
  Kind read(byte[] bytes, int from, int to) {
    int at = from;
    boolean negative = at < to && bytes[at] == '-';
    if (negative) {
      at++;
    }
    long digits = 0;
    int first = at;
    int count = 0;
    while (at < to && isDigit(bytes[at])) {
      digits = count < MOST_DIGITS ? digits * 10 + bytes[at] - '0' : digits;
      count += count > 0 || bytes[at] != '0' ? 1 : 0;
      at++;
    }
    if (at == to && at > first) {
      return integer(bytes, from, to, negative, digits, count);
    }
    if (at < to && (bytes[at] == '.' || (at > first && isExponent(bytes[at])))) {
      return fraction(bytes, from, to, at, first, negative, digits, count);
    }
    return word(bytes, from, to);
  }

  private Kind integer(byte[] bytes, int from, int to, boolean negative, long digits, int count) {
    if (count <= MOST_LONG_DIGITS) {
      integer = negative ? -digits : digits;
      floating = negative && digits == 0 ? -0.0 : integer;
      return Kind.INTEGER;
    }
    String text = text(bytes, from, to);
    floating = Double.parseDouble(text);
    try {
      integer = Long.parseLong(text);
      return Kind.INTEGER;
    } catch (NumberFormatException beyond) {
      return Double.isInfinite(floating) ? Kind.INFINITE : Kind.BEYOND;
    }
  }

  /// Reads on from the point or the exponent.
  private Kind fraction(
      byte[] bytes,
      int from,
      int to,
      int start,
      int first,
      boolean negative,
      long integerDigits,
      int integerCount) {
    int at = start;
    long digits = integerDigits;
    int count = integerCount;
    int exponent = 0;
    boolean hasDigits = at > first;
    if (bytes[at] == '.') {
      at++;
      int point = at;
      while (at < to && isDigit(bytes[at])) {
        digits = count < MOST_DIGITS ? digits * 10 + bytes[at] - '0' : digits;
        count += count > 0 || bytes[at] != '0' ? 1 : 0;
        at++;
      }
      exponent = point - at;
      hasDigits |= at > point;
    }
    if (!hasDigits) {
      return Kind.OTHER;
    }
    if (at < to && isExponent(bytes[at])) {
      int sign = at + 1 < to && (bytes[at + 1] == '-' || bytes[at + 1] == '+') ? 1 : 0;
      int exponentFrom = at + 1 + sign;
      int value = 0;
      at = exponentFrom;
      while (at < to && isDigit(bytes[at])) {
        value = Math.min(value * 10 + bytes[at] - '0', 1_000_000);
        at++;
      }
      if (at == exponentFrom) {
        return Kind.OTHER;
      }
      exponent += sign == 1 && bytes[exponentFrom - 1] == '-' ? -value : value;
    }
    if (at < to) {
      return Kind.OTHER;
    }
    floating = rounded(bytes, from, to, negative, digits, count, exponent);
    return Double.isInfinite(floating) ? Kind.INFINITE : Kind.FLOAT;
  }

  private static double rounded(
      byte[] bytes, int from, int to, boolean negative, long digits, int count, int exponent) {
    double nearest = count <= MOST_DIGITS ? NearestDouble.of(digits, exponent) : Double.NaN;
    if (Double.isNaN(nearest)) {
      return Double.parseDouble(text(bytes, from, to));
    }
    return negative ? -nearest : nearest;
  }

  private Kind word(byte[] bytes, int from, int to) {
    if (from == to) {
      return Kind.MISSING;
    }
    if (to - from > "-Infinity".length()) {
      return Kind.OTHER;
    }
    switch (text(bytes, from, to)) {
      case "NA", "null", "NULL" -> {
        return Kind.MISSING;
      }
      case "true", "True", "TRUE" -> {
        integer = 1;
        return Kind.BOOL;
      }
      case "false", "False", "FALSE" -> {
        integer = 0;
        return Kind.BOOL;
      }
      case "nan", "NaN" -> floating = Double.NaN;
      case "inf", "Inf", "Infinity" -> floating = Double.POSITIVE_INFINITY;
      case "-inf", "-Inf", "-Infinity" -> floating = Double.NEGATIVE_INFINITY;
      default -> {
        return Kind.OTHER;
      }
    }
    return Kind.FLOAT;
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static boolean isDigit(byte value) {
    return value >= '0' && value <= '9';
  }

  private static boolean isExponent(byte value) {
    return value == 'e' || value == 'E';
  }
}

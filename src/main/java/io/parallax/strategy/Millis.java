package io.parallax.strategy;

import java.util.Locale;

/// Times as text.
final class Millis {
  private static final int DIGITS = 3;
  private static final int MAX_DECIMALS = 6;

  private Millis() {}

  /// The time with three digits: `0.0123 ms`, `1.60 ms`, `1640 ms`.
  static String text(double millis) {
    int decimals = millis <= 0 ? 0 : Math.max(0, DIGITS - 1 - (int) Math.floor(Math.log10(millis)));
    return String.format(Locale.ROOT, "%." + Math.min(decimals, MAX_DECIMALS) + "f ms", millis);
  }
}

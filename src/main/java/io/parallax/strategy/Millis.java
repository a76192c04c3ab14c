package io.parallax.strategy;

import java.math.BigDecimal;
import java.util.Locale;

/// Times as text.
final class Millis {
  private static final int DIGITS = 3;
  private static final int MAX_DECIMALS = 6;
  private static final double[] POWERS_OF_TEN = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};

  /// Every float64 below is between integers of `long`.
  private static final double EXACT = 1e15;

  private Millis() {}

  /// The time with three digits: `0.0123 ms`, `1.60 ms`, `1640 ms`.
  static String text(double millis) {
    int decimals = millis <= 0 ? 0 : Math.max(0, DIGITS - 1 - (int) Math.floor(Math.log10(millis)));
    return plain(millis, Math.min(decimals, MAX_DECIMALS)) + " ms";
  }

  /// The number with that many decimals. A format string would take longer than a tiny computation.
  private static String plain(double number, int decimals) {
    double scaled = number * POWERS_OF_TEN[decimals];
    return scaled < EXACT
        ? BigDecimal.valueOf(Math.round(scaled), decimals).toPlainString()
        : String.format(Locale.ROOT, "%." + decimals + "f", number);
  }
}

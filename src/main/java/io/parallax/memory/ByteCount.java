package io.parallax.memory;

import java.util.Locale;

/// Byte counts as people read them.
final class ByteCount {
  private static final String PREFIXES = "KMGTPE";
  private static final int PREFIX_BITS = 10;

  private ByteCount() {}

  /// Such as `512 bytes` or `1.5 GiB`; [Long#MAX_VALUE], which stands for more than can be counted,
  /// is `8 EiB or more`.
  static String text(long bytes) {
    if (bytes == Long.MAX_VALUE) {
      return "8 EiB or more";
    }
    if (bytes < 1L << PREFIX_BITS) {
      return bytes + " bytes";
    }
    int power = (Long.SIZE - 1 - Long.numberOfLeadingZeros(bytes)) / PREFIX_BITS;
    double shown = (double) bytes / (1L << (power * PREFIX_BITS));
    return String.format(Locale.ROOT, "%.1f %siB", shown, PREFIXES.charAt(power - 1));
  }
}

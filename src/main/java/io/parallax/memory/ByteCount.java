package io.parallax.memory;

import java.util.Locale;

/// Byte counts as text for people.
public final class ByteCount {
  private static final String PREFIXES = "KMGTPE";
  private static final int PREFIX_BITS = 10;

  private ByteCount() {}

  /// The text, such as `512 bytes` or `1.5 GiB`. For [Long#MAX_VALUE], which means more than can be
  /// counted, it is `8 EiB or more`.
  public static String text(long bytes) {
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

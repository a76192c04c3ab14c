package io.parallax.limit;

import java.time.Duration;

/// A limit of the service.
///
/// @param unit what the value counts, such as `bytes`
/// @param bounds what the limit applies to, in words
public record Limit(String name, long value, String unit, String bounds) {
  /// Refuses a setting that is not positive.
  ///
  /// @param setting its whole name, such as `parallax.http.body`
  /// @throws IllegalArgumentException for 0 or less
  public static void requirePositive(String setting, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(setting + " is not positive: " + value);
    }
  }

  public static Limit bytes(String name, long value, String bounds) {
    return new Limit(name, value, "bytes", bounds);
  }

  public static Limit milliseconds(String name, Duration value, String bounds) {
    return new Limit(name, value.toMillis(), "ms", bounds);
  }

  public static Limit count(String name, long value, String unit, String bounds) {
    return new Limit(name, value, unit, bounds);
  }
}

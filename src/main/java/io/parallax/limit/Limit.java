package io.parallax.limit;

import java.time.Duration;

/// A limit of the service.
///
/// @param unit what the value counts, such as `bytes`
/// @param bounds what the limit applies to, in words
public record Limit(String name, long value, String unit, String bounds) {
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

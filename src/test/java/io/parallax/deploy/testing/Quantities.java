package io.parallax.deploy.testing;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sizes and times as Docker, Kubernetes, nginx and Spring write them, and the memory that a
/// container needs.
public final class Quantities {
  private static final Pattern NUMBER = Pattern.compile("(\\d+)([a-zA-Z]*)");

  /// Every unit that is used means powers of 1024, but those of Kubernetes without an `i`, which
  /// are not used.
  private static final Map<String, Long> BYTES =
      Map.of(
          "k", 1L << 10, "kb", 1L << 10, "m", 1L << 20, "mb", 1L << 20, "mi", 1L << 20, "g",
          1L << 30, "gb", 1L << 30, "gi", 1L << 30);

  private static final Map<String, Duration> TIMES =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  /// What the image gives the heap, and the service the arrays of the rest; a quarter more may be
  /// held of that.
  private static final double HEAP = 0.30;

  private static final double ARRAYS = 0.6 * 5 / 4;

  private static final long SERVICE_BYTES = 250L << 20;
  private static final long PROCESS_BYTES = 100L << 20;

  private Quantities() {}

  public static long bytes(String text) {
    Matcher number = matched(text);
    return Long.parseLong(number.group(1))
        * requireNonNull(BYTES.get(number.group(2).toLowerCase(Locale.ROOT)), text);
  }

  public static Duration time(String text) {
    Matcher number = matched(text);
    return requireNonNull(TIMES.get(number.group(2)), text)
        .multipliedBy(Long.parseLong(number.group(1)));
  }

  /// The most memory that the service takes in a container of that size and number of processors:
  /// heap, arrays, the service's own code and threads, a worker a processor, and a compiler.
  public static long mostBytes(long containerBytes, int processors) {
    double heap = HEAP * containerBytes;
    return (long) (heap + ARRAYS * (containerBytes - heap))
        + SERVICE_BYTES
        + PROCESS_BYTES * (processors + 1);
  }

  private static Matcher matched(String text) {
    Matcher number = NUMBER.matcher(text);
    if (!number.matches()) {
      throw new IllegalArgumentException(text);
    }
    return number;
  }
}
